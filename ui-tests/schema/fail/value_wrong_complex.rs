use odata_entity::{ComplexType, Entity};

#[derive(Clone, ComplexType)]
#[odata(type = "fleet.graph.address", schema = "schemas/fleet.csdl", merge)]
struct Address {
    street: Option<String>,
}

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.device", schema = "schemas/fleet.csdl")]
struct Device {
    rules: Option<Vec<Address>>,
}

fn main() {}
