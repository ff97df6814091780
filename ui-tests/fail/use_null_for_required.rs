use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    size: i32,
}

fn main() {
    let _ = Thing::patch().size(None);
}
