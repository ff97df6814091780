use odata_entity::ComplexType;

#[derive(Clone, ComplexType)]
#[odata(type = "microsoft.graph.circle")]
struct Circle {
    size: Option<i32>,
}

#[derive(Clone, ComplexType)]
#[odata(type = "microsoft.graph.shape", deserialize = false)]
enum Shape {
    Circle(Circle),
}

fn main() {}
