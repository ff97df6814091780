use odata_entity::{Action, Entity};

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.device", schema = "schemas/fleet.csdl")]
struct Device {}

#[derive(Action)]
#[odata(name = "wipe", on = Device, returns = Device, schema = "schemas/fleet.csdl")]
struct Op;

fn main() {}
