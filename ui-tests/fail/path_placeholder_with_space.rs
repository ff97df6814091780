use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", path = "/things/{thing id}")]
struct Thing {
    #[odata(key)]
    id: String,
}

fn main() {}
