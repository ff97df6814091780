use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(navigation(deep))]
    owner: Option<Box<String>>,
}

fn main() {}
