use odata_entity::{ComplexType, Entity};

#[derive(Clone, Entity)]
#[derive(ComplexType)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    name: Option<String>,
}

fn main() {}
