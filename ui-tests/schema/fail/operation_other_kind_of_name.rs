use odata_entity::{Action, Entity, Page};

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.device", schema = "schemas/fleet.csdl")]
struct Device {}

#[derive(Action)]
#[odata(name = "delta", on(collection = Device), returns = Page<Device>, schema = "schemas/fleet.csdl")]
struct Delta;

fn main() {}
