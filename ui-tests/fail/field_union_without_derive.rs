use odata_entity::Entity;

#[derive(Clone)]
enum Target {
    All(String),
}

#[derive(Clone, Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    target: Option<Target>,
}

fn main() {}
