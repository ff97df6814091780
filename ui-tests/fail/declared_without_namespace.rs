use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", declared = "item")]
struct Thing {
    #[odata(key)]
    id: String,
}

fn main() {}
