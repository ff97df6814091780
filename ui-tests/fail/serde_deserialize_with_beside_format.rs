use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    #[odata(serde)]
    #[serde(deserialize_with = "trimmed")]
    name: Option<serde_json::Value>,
}

fn main() {}
