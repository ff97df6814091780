use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "n.app", declared = "app", path = "/apps/{id}")]
enum App {
    #[odata(other)]
    Other(serde_json::Value),
    Web(Web),
}

#[derive(Clone, Entity)]
#[odata(type = "n.webApp")]
struct Web {}

fn main() {}
