use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", path = "/things/{thingId}")]
struct Thing {
    #[odata(key)]
    id: String,
    tags: Option<Vec<String>>,
}

fn main() {
    let _ = Thing::TAGS.contains("a");
}
