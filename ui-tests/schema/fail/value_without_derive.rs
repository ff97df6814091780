use odata_entity::Entity;

#[derive(Clone)]
struct Address {}

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.device", schema = "schemas/fleet.csdl")]
struct Device {
    location: Option<Address>,
}

fn main() {}
