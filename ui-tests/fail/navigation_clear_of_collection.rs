use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "x.user", path = "/users/{userId}")]
struct User {
    #[odata(navigation)]
    manager: Option<Box<User>>,
    #[odata(navigation)]
    groups: Option<Vec<User>>,
}

fn main() {
    let user = User::path("a");
    let _ = user.to(User::GROUPS).clear_ref();
}
