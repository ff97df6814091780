use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", type = "microsoft.graph.item")]
struct Thing {
    #[odata(key)]
    id: String,
}

fn main() {}
