#![deny(unused_must_use)]
use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(type = "microsoft.graph.item", path = "/items/{itemId}")]
struct Item {
    name: Option<String>,
}

fn main() {
    let (item, patch) = (Item { name: None }, Item::patch());
    patch.clone().name("x");
    item.to_patch();
    item.diff(&item);
    item.diff_lossy(&item);
    item.to_create();
    patch.is_empty();
    Item::path("a");
    Item::path("a").patch(&patch);
    Item::collection().list().select(Item::NAME);
    Item::NAME.eq("x");
    Item::NAME.desc();
}
