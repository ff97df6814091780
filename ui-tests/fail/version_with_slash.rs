use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", version = "/beta")]
struct Thing {
    #[odata(key)]
    id: String,
}

fn main() {}
