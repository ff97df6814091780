use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.")]
struct Thing {
    #[odata(key)]
    id: String,
}

fn main() {}
