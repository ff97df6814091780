use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(secret, write_only)]
    password: Option<String>,
}

fn main() {}
