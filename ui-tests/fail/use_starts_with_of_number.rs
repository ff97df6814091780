use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    size: Option<i32>,
}

fn main() {
    let _ = Thing::SIZE.starts_with("5");
}
