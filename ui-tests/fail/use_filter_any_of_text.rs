use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "n.item", path = "/items/{itemId}")]
struct Item {
    name: Option<String>,
    size: Option<i32>,
    tags: Option<Vec<String>>,
}

fn main() {
    let _ = Item::NAME.any(|name| name.eq("a"));
}
