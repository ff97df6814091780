use odata_entity::ComplexType;

#[derive(Clone, ComplexType)]
#[odata(type = "n.circle", base = "n.shape")]
struct Circle {}

#[derive(Clone, ComplexType)]
#[odata(type = n.shape)]
enum Shape {
    Circle(Circle),
}

fn main() {}
