use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.device", schema = "schemas/fleet.csdl")]
struct Device {
    device_name: Option<String>,
    device_model: Option<String>,
    is_managed: Option<bool>,
}

fn main() {}
