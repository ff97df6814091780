use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", path = "/things/{thingId}")]
struct Thing {
    name: Option<String>,
}

fn main() {
    let thing = Thing { name: None };
    let _ = Thing::collection().create(thing);
}
