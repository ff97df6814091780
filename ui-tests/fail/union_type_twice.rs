use odata_entity::ComplexType;

#[derive(Clone, ComplexType)]
#[odata(type = "microsoft.graph.circle")]
struct Circle {}

#[derive(Clone, ComplexType)]
#[odata(type = "microsoft.graph.shape")]
enum Shape {
    Circle(Circle),
    Round(Circle),
}

fn main() {}
