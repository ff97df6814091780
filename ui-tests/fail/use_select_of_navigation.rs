use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.item", path = "/items/{itemId}")]
struct Item {
    name: Option<String>,
    #[odata(navigation)]
    owner: Option<serde_json::Value>,
}

fn main() {
    let _ = Item::collection().list().select(Item::OWNER);
}
