use odata_entity::Entity;

#[derive(Clone)]
struct Name(String);

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    name: Option<Name>,
}

fn main() {}
