use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.item", path = "/items/{itemId}")]
struct Item {
    name: Option<String>,
}

fn main() {
    let _ = Item::collection().list().select(["name"]);
}
