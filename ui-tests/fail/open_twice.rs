use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    #[serde(flatten)]
    a: std::collections::BTreeMap<String, bool>,
    #[serde(flatten)]
    b: std::collections::BTreeMap<String, i32>,
}

fn main() {}
