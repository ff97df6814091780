use odata_entity::ComplexType;

#[derive(Clone, ComplexType)]
#[odata(type = "microsoft.graph.circle")]
struct Circle {
    size: Option<i32>,
}

#[derive(Clone, ComplexType)]
#[serde(tag = "@odata.type")]
#[odata(type = "microsoft.graph.shape")]
enum Shape {
    Circle(Circle),
}

fn main() {}
