use odata_entity::ComplexType;

#[derive(Clone, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.device", schema = "schemas/fleet.csdl")]
struct Device {
    device_name: Option<String>,
}

fn main() {}
