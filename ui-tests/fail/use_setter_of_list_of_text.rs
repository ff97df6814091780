use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    tags: Option<Vec<String>>,
}

fn main() {
    let _ = Thing::patch().tags(vec!["a"]);
}
