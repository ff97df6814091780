use odata_entity::Entity;

#[derive(Entity)]
#[odata("microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
}

fn main() {}
