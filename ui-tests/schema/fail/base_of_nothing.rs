use odata_entity::Entity;

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.deviceStatus", schema = "schemas/fleet.csdl", is_base)]
struct Device {
    user_name: Option<String>,
}

fn main() {}
