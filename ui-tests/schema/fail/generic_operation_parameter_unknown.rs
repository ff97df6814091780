use odata_entity::{Action, EdmValue, Entity};

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.device", schema = "schemas/fleet.csdl")]
struct Device<T> {
    serial: Option<T>,
}

#[derive(Action)]
#[odata(name = "assign", on = Device<T>, schema = "schemas/fleet.csdl")]
struct Op<T: EdmValue> {
    reasons: T,
}

fn main() {}
