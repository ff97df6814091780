use odata_entity::Entity;

struct NoFormat;

#[derive(Clone, Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    #[odata(with = "NoFormat")]
    seen: Option<std::time::SystemTime>,
}

fn main() {}
