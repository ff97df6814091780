use odata_entity::Function;

#[derive(odata_entity::Entity)]
#[odata(type = "x.device", path = "/devices/{deviceId}")]
struct Device {}

#[derive(Function)]
#[odata(name = "all", on = Device, returns = Vec<Device>)]
struct All;

fn main() {}
