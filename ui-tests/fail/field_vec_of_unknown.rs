use odata_entity::Entity;

#[derive(Clone)]
struct Size;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    sizes: Option<Vec<Size>>,
}

fn main() {}
