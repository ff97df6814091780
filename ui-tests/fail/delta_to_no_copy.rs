use odata_entity::{DeltaItem, Entity};

#[derive(Entity)]
#[odata(type = "n.user", path = "/users/{userId}")]
struct User {
    name: Option<String>,
}

fn keep(item: DeltaItem<User>, users: &mut Vec<User>) {
    let _ = item.apply_to(users);
}

fn main() {}
