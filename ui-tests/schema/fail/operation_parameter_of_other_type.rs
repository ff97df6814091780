use odata_entity::{Action, Entity};

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.device", schema = "schemas/fleet.csdl")]
struct Device {}

#[derive(Action)]
#[odata(name = "assign", on = Device, schema = "schemas/fleet.csdl")]
struct Op {
    reason: i32,
}

fn main() {}
