use odata_entity::Entity;

struct Cache;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", debug)]
struct Thing {
    name: Option<String>,
    #[odata(skip)]
    cache: Vec<Cache>,
}

fn main() {}
