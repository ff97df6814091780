use odata_entity::Action;

#[derive(odata_entity::Entity)]
#[odata(type = "x.device", path = "/devices/{deviceId}")]
struct Device {}

#[derive(Action)]
#[serde(deny_unknown_fields)]
#[odata(name = "wipe", on = Device)]
struct Wipe {
    reason: String,
}

fn main() {}
