use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "x.user", path = "/users/{userId}")]
struct User {
    #[odata(navigation)]
    manager: Option<Box<User>>,
}

#[derive(Entity)]
#[odata(type = "x.group", path = "/groups/{groupId}")]
struct Group {}

fn main() {
    let _ = Group::path("a").to(User::MANAGER);
}
