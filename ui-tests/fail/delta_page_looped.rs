use odata_entity::{DeltaPage, Entity};

#[derive(Entity)]
#[odata(type = "n.user", path = "/users/{userId}")]
struct User {
    name: Option<String>,
}

fn names(page: DeltaPage<User>) {
    for change in page {}
}

fn main() {}
