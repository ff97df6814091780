use odata_entity::Entity;

#[derive(Clone)]
struct Own;

#[derive(Clone, Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    #[odata(serde)]
    own: Option<Own>,
}

fn main() {}
