use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", type_tag = false)]
struct Thing {
    #[odata(key)]
    id: String,
}

fn main() {}
