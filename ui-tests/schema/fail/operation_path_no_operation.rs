use odata_entity::Action;

#[derive(Action)]
#[odata(path = "/devices/{deviceId}/owner", schema = "schemas/fleet.csdl")]
struct Op;

fn main() {}
