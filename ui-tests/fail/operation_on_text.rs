use odata_entity::Action;

#[derive(odata_entity::Entity)]
#[odata(type = "x.device", path = "/devices/{deviceId}")]
struct Device {}

#[derive(Action)]
#[odata(name = "wipe", on = "Device")]
struct Wipe {}

fn main() {}
