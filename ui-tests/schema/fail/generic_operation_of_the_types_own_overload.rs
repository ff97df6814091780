use odata_entity::{Action, EdmValue, Entity};

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.device", schema = "schemas/fleet.csdl")]
struct Person {}

#[derive(Action)]
#[odata(name = "assign", on = Person, schema = "schemas/fleet.csdl")]
struct Op<T: EdmValue> {
    reason: T,
    days: i32,
}

fn main() {}
