use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(read_only, secret)]
    recovery_key: Option<String>,
}

fn main() {}
