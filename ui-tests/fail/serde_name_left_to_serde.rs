use odata_entity::Entity;

#[derive(serde::Deserialize, Entity)]
#[odata(type = "microsoft.graph.thing", deserialize = false)]
struct Thing {
    #[odata(key)]
    id: String,
    #[odata(name = "displayName")]
    name: Option<String>,
}

fn main() {}
