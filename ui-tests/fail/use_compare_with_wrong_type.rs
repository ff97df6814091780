use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    name: Option<String>,
}

fn main() {
    let _ = Thing::NAME.eq(5);
}
