use odata_entity::Action;

#[derive(odata_entity::Entity)]
#[odata(type = "x.device", path = "/devices/{deviceId}")]
struct Device {}

#[derive(odata_entity::Entity)]
#[odata(type = "x.user", path = "/users/{userId}")]
struct User {}

#[derive(Action)]
#[odata(name = "wipe", on = Device)]
struct Wipe;

fn main() {
    let _ = User::path("a").call(&Wipe);
}
