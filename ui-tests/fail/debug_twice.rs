use odata_entity::Entity;

#[derive(Debug, Entity)]
#[odata(type = "microsoft.graph.thing", debug)]
struct Thing {
    #[odata(secret)]
    password: Option<String>,
}

fn main() {}
