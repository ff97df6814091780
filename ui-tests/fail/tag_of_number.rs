use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "n.app", path = "/apps/{id}")]
struct App {
    #[odata(tag)]
    kind: Option<i32>,
}

fn main() {}
