use odata_entity::Function;

#[derive(odata_entity::Entity)]
#[odata(type = "x.device", path = "/devices/{deviceId}")]
struct Device {}

#[derive(Function)]
#[odata(name = "delta()", on(collection = Device))]
struct Delta;

fn main() {}
