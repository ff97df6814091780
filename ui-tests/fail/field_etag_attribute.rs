use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(etag)]
    etag: Option<String>,
    name: Option<String>,
}

fn main() {}
