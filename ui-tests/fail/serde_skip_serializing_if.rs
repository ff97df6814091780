use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    #[serde(skip_serializing_if = "is_zero")]
    size: i32,
}

fn main() {}
