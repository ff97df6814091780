use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    #[serde(rename(serialize = "name", deserialize = "label"))]
    name: Option<String>,
}

fn main() {}
