use odata_entity::Entity;

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.deviceStatus", schema = "schemas/fleet.csdl", path = "/devices/{id}/latest(weeks={weeks})")]
struct Device {
    user_name: Option<String>,
}

fn main() {}
