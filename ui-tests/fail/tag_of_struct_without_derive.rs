use odata_entity::Entity;

struct Kind(String);

#[derive(Entity)]
#[odata(type = "n.app", path = "/apps/{id}")]
struct App {
    #[odata(tag)]
    kind: Option<Kind>,
}

fn main() {}
