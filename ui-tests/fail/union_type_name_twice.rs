use odata_entity::ComplexType;

#[derive(Clone, ComplexType)]
#[odata(type = "microsoft.graph.circle")]
struct Circle {}
#[derive(Clone, ComplexType)]
#[odata(type = "microsoft.graph.Circle")]
struct Round {}
#[derive(Clone, ComplexType)]
#[odata(type = "microsoft.graph.shape")]
enum Shape {
    Circle(Circle),
    Round(Round),
}

fn main() {}
