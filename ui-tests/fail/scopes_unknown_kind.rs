use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", scopes(delegate = "Things.ReadWrite.All"))]
struct Thing {
    #[odata(key)]
    id: String,
}

fn main() {}
