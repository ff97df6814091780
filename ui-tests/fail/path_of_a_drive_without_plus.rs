use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", path = "/me/drive/root:/{itemPath}:/content")]
struct Thing {
    #[odata(key)]
    id: String,
}

fn main() {}
