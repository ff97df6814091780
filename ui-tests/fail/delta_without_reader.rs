use odata_entity::Entity;

#[derive(serde::Deserialize, Entity)]
#[odata(type = "n.user", path = "/users/{userId}", deserialize = false)]
struct User {
    name: Option<String>,
}

fn main() {
    let _ = User::collection().delta();
}
