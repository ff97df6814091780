use odata_entity::ComplexType;

#[derive(Clone, ComplexType)]
#[odata(type = "microsoft.graph.circle", base = "microsoft.graph.shape")]
struct Circle {
    radius: Option<i32>,
}

#[derive(Clone, ComplexType)]
#[odata(type = "microsoft.graph.shape")]
enum Shape {
    Circle(Box<Circle>),
}

fn main() {}
