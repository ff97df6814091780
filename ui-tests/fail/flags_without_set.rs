use odata_entity::{Entity, EnumType};

#[derive(Clone, EnumType)]
#[odata(type = "n.right", flags)]
enum Right {
    Read,
}

#[derive(Clone, Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    right: Option<Right>,
}

fn main() {}
