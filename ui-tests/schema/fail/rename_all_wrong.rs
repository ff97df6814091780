use odata_entity::Entity;

#[derive(Clone, Entity)]
#[serde(rename_all = "PascalCase")]
#[odata(type = "fleet.graph.device", schema = "schemas/fleet.csdl")]
struct Device {
    device_name: Option<String>,
    device_model: Option<String>,
}

fn main() {}
