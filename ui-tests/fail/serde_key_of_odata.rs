use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    #[serde(read_only)]
    size: Option<i32>,
}

fn main() {}
