use odata_entity::Entity;

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.deviceStatus", schema = "schemas/fleet.csdl")]
struct Device {
    user_name: Option<String>,
}


fn main() {
    let _ = Device::patch().user_name(None);
}
