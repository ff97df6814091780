use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", read_only)]
struct Thing {
    #[odata(key)]
    id: String,
}

fn main() {}
