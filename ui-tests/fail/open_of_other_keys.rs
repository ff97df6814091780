use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    #[serde(flatten)]
    #[odata(open)]
    extra: std::collections::BTreeMap<i32, String>,
}

fn main() {}
