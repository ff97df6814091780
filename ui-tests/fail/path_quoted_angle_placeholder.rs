use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", path = "/things(mail='<address>')")]
struct Thing {
    #[odata(key)]
    id: String,
}

fn main() {}
