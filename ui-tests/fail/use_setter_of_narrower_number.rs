use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    size: Option<i64>,
}

fn main() {
    let _ = Thing::patch().size(5_i32);
}
