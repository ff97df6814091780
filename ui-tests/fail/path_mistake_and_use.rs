use odata_entity::Entity;

#[derive(Debug, Clone, Entity)]
#[odata(type = "microsoft.graph.thing", path = "things/{thingId}")]
struct Thing {
    #[odata(key)]
    id: String,
    name: Option<String>,
}

fn main() {
    let _ = Thing::path("a").patch(&Thing::patch().name("a"));
}
