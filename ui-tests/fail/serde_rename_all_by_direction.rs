use odata_entity::Entity;

#[derive(Entity)]
#[serde(rename_all(deserialize = "camelCase"))]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    name: Option<String>,
}

fn main() {}
