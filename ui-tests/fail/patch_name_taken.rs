use odata_entity::Entity;

struct ThingPatch;

#[derive(Clone, Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    name: Option<String>,
}

fn main() {}
