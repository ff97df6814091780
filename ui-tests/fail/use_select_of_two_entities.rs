use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.item", path = "/items/{itemId}")]
struct Item {
    name: Option<String>,
}

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    size: Option<i32>,
}

fn main() {
    let _ = Item::collection().list().select((Item::NAME, Thing::SIZE));
}
