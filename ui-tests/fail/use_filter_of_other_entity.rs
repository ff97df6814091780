use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.item", path = "/items/{itemId}")]
struct Item {}

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    name: Option<String>,
}

fn main() {
    let _ = Item::collection().list().filter(Thing::NAME.eq("a"));
}
