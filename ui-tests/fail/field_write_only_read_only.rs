use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", debug)]
struct Thing {
    #[odata(read_only, write_only)]
    password: Option<String>,
}

fn main() {}
