use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    #[serde(skip_serializing)]
    #[odata(immutable)]
    size: Option<i32>,
}

fn main() {}
