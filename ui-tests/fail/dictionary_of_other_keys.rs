use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    sizes: Option<std::collections::BTreeMap<i32, String>>,
}

fn main() {}
