use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.item")]
struct Item {}

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(base)]
    item: Item,
}

fn main() {}
