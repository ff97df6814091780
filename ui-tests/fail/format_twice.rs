use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    #[odata(with = "odata_entity::Boxed", serde)]
    name: Option<Box<i32>>,
}

fn main() {}
