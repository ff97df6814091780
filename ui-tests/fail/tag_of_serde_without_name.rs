use odata_entity::Entity;

#[derive(serde::Deserialize, Entity)]
#[odata(type = "n.app", path = "/apps/{id}", deserialize = false)]
struct App {
    #[odata(tag)]
    kind: Option<String>,
}

fn main() {}
