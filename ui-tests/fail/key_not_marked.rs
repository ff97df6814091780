use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.device", path = "/devices/{deviceId}")]
struct Device {
    id: String,
    name: Option<String>,
}

fn main() {}
