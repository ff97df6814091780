use odata_entity::Entity;

#[derive(serde::Deserialize)]
#[derive(Clone, Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
}

fn main() {}
