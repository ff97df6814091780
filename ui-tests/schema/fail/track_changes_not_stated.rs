use odata_entity::Entity;

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.device", schema = "schemas/fleet.csdl", path = "/devices/{deviceId}")]
struct Device {
    device_name: Option<String>,
}

fn main() {
    let _ = Device::collection().track_changes();
}
