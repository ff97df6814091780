use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", path = "/groups/{id}/things/{id}")]
struct Thing {
    #[odata(key)]
    id: String,
}

fn main() {}
