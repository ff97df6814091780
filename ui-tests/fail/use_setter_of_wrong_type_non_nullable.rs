use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    #[odata(non_nullable)]
    size: Option<i32>,
}

fn main() {
    let _ = Thing::patch().size("5");
}
