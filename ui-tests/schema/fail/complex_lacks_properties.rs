#![deny(deprecated)]
use odata_entity::ComplexType;

#[derive(Clone, ComplexType)]
#[odata(type = "fleet.graph.address", schema = "schemas/fleet.csdl")]
struct Address {
    street: Option<String>,
}

fn main() {}
