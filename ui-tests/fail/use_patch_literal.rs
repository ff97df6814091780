use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", path = "/things/{thingId}")]
struct Thing {
    #[odata(key)]
    id: String,
    name: Option<String>,
}

fn main() {
    let _ = ThingPatch { name: "a".into() };
}
