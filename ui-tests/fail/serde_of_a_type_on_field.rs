use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    #[serde(rename_all = "camelCase")]
    name: Option<String>,
}

fn main() {}
