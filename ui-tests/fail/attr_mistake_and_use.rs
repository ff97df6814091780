use odata_entity::Entity;

#[derive(Debug, Clone, Entity)]
#[odata(type = "microsoft.graph.thing", path = "/things/{thingId}", tpye_tag = "never")]
struct Thing {
    #[odata(key)]
    id: String,
    name: Option<String>,
}

fn main() {
    let patch = Thing::patch().name("a");
    let _ = (Thing::path("a").patch(&patch), Thing::collection().list(), Thing::NAME, Thing::to_create);
}
