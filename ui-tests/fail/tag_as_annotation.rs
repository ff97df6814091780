use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "n.app", path = "/apps/{id}")]
struct App {
    #[odata(annotation)]
    #[serde(rename = "@odata.type")]
    kind: Option<String>,
}

fn main() {}
