use odata_entity::Entity;

#[derive(serde::Deserialize, Entity)]
#[odata(type = "microsoft.graph.thing", deserialize = false)]
struct Thing {
    #[odata(key)]
    id: String,
    #[serde(default)]
    managed: bool,
}

fn main() {}
