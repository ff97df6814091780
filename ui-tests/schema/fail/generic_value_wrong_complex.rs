use odata_entity::{ComplexType, Entity};

#[derive(Clone, ComplexType)]
#[odata(type = "fleet.graph.address", schema = "schemas/fleet.csdl", merge)]
struct Address {}

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.device", schema = "schemas/fleet.csdl")]
struct Device<T> {
    serial: Option<T>,
    rules: Option<Vec<Address>>,
}

fn main() {}
