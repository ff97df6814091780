use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", path = PATH)]
struct Thing {
    #[odata(key)]
    id: String,
}

fn main() {}
