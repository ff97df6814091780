use odata_entity::{Entity, Projection};

#[derive(Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.item", path = "/items/{itemId}")]
struct Item {
    #[odata(key)]
    id: String,
    display_name: Option<String>,
    #[odata(navigation)]
    parent: Option<Box<Item>>,
}

#[derive(Projection)]
#[odata(of = Item)]
struct Summary {
    nick_name: Option<String>,
}

fn main() {}
