use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(type = "n.webApp")]
struct Web {}

#[derive(Entity)]
#[odata(type = "n.app", path(by_id(template = "/apps/{id}", declared = "app")))]
enum App {
    Web(Web),
}

fn main() {}
