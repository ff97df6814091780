use odata_entity::Entity;

#[derive(Clone, Entity, Entity)]
#[odata(type = "microsoft.graph.thing", path = "/things/{thingId}")]
struct Thing {
    #[odata(key)]
    id: String,
    name: Option<String>,
}

fn main() {}
