use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(secrett)]
    password: Option<String>,
}

fn main() {}
