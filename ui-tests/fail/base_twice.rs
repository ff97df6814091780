use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(type = "microsoft.graph.entity")]
struct Base {}
#[derive(Clone, Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[serde(flatten)]
    a: Base,
    #[serde(flatten)]
    b: Base,
}

fn main() {}
