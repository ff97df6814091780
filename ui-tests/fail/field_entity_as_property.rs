use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(type = "microsoft.graph.item")]
struct Item {}

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    item: Option<Item>,
}

fn main() {}
