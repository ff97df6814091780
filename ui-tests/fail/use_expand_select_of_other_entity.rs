use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "n.item", path = "/items/{itemId}")]
struct Item {
    name: Option<String>,
}

#[derive(Entity)]
#[odata(type = "n.other")]
struct Other {
    name: Option<String>,
    #[odata(navigation)]
    item: Option<Item>,
}

fn main() {
    let _ = Other::ITEM.expand().select(Other::NAME);
}
