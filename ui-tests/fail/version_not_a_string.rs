use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", version = 1.0)]
struct Thing {
    #[odata(key)]
    id: String,
}

fn main() {}
