use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "n.user", path = "/users/{userId}")]
struct User {
    name: Option<String>,
}

#[derive(Entity)]
#[odata(type = "n.group", path = "/groups/{groupId}")]
struct Group {
    name: Option<String>,
}

fn main() {
    let _ = User::collection().delta().select(Group::NAME);
}
