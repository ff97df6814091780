use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    #[serde(flatten)]
    #[odata(open)]
    extra: Vec<String>,
}

fn main() {}
