use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "n.app", path = "/apps/{id}")]
struct App {
    #[odata(tag)]
    #[serde(rename = "odataType")]
    kind: Option<String>,
}

fn main() {}
