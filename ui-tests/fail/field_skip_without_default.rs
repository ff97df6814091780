use odata_entity::Entity;

struct Cache;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    #[odata(skip)]
    cache: Cache,
}

fn main() {}
