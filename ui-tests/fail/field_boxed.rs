use odata_entity::ComplexType;

#[derive(Clone, ComplexType)]
#[odata(type = "microsoft.graph.node")]
struct Node {
    name: Option<String>,
    next: Option<Box<Node>>,
}

fn main() {}
