use odata_entity::Entity;

#[derive(serde::Deserialize)]
struct Item {}

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[serde(flatten)]
    item: Item,
}

fn main() {}
