use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.item", path = "/items/{itemId}")]
struct Item {}

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {}

fn main() {
    let _ = Item::path("a").patch(&Thing::patch());
}
