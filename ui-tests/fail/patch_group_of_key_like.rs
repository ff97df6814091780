use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    #[odata(read_only, patch_group = "photo")]
    photo: Option<String>,
}

fn main() {}
