use odata_entity::Entity;

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.deviceStatus", schema = "schemas/fleet.csdl")]
struct Status {
    user_name: Option<String>,
}

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.device", schema = "schemas/fleet.csdl")]
struct Device {
    #[odata(navigation)]
    owner: Option<Box<Status>>,
}

fn main() {}
