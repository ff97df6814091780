use odata_entity::{Entity, EnumType};

#[derive(Clone, EnumType)]
#[odata(type = "fleet.graph.healthState", schema = "schemas/fleet.csdl")]
enum Health {
    Healthy,
    #[odata(other)]
    Other(String),
}

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.device", schema = "schemas/fleet.csdl")]
struct Device {
    location: Option<Health>,
}

fn main() {}
