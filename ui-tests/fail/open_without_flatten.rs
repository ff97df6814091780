use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    #[odata(open)]
    extra: std::collections::BTreeMap<String, String>,
}

fn main() {}
