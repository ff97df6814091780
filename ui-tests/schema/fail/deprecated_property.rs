#![deny(deprecated)]
use odata_entity::Entity;

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.device", schema = "schemas/fleet.csdl")]
struct Device {
    imei: Option<String>,
}


fn main() {
    let _ = Device::patch().imei("x");
}
