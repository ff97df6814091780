use odata_entity::Entity;

#[derive(Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.device", path = "/devices('{deviceId}')")]
struct Device {
    device_id: String,
    name: Option<String>,
}

fn main() {}
