use odata_entity::Entity;

struct Owner;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(navigation, serde)]
    owner: Option<Owner>,
}

fn main() {}
