use odata_entity::Entity;

#[derive(Clone)]
struct Id;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: Id,
}

fn main() {}
