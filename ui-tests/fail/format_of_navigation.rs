use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    #[odata(navigation, with = "Format")]
    owner: Option<u64>,
}

struct Format;

fn main() {}
