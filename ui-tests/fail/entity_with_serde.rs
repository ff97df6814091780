use odata_entity::Entity;

#[derive(Clone, serde::Deserialize, Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
}

fn main() {}
