use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", path(by_id(type_tag = "never")))]
struct Thing {
    #[odata(key)]
    id: String,
}

fn main() {}
