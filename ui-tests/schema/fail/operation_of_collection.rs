use odata_entity::{Function, Entity};

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.device", schema = "schemas/fleet.csdl")]
struct Device {}

#[derive(Function)]
#[odata(name = "delta", on = Device, schema = "schemas/fleet.csdl")]
struct Op;

fn main() {}
