use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", path(by_id = "/things/{id}", by_id_collection = "/items/{id}"))]
struct Thing {
    #[odata(key)]
    id: String,
}

fn main() {}
