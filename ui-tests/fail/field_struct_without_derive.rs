use odata_entity::Entity;

struct Size {
    width: i32,
}

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    size: Option<Size>,
}

fn main() {}
