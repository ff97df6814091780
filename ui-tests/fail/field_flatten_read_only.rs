use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    #[odata(read_only)]
    #[serde(flatten)]
    rest: std::collections::BTreeMap<String, serde_json::Value>,
}

fn main() {}
