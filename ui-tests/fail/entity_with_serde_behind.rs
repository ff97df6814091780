use odata_entity::Entity;

#[derive(Clone, Entity)]
#[derive(serde::Deserialize)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
}

fn main() {}
