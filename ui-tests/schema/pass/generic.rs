//! A type that names a parameter of the struct is compared nowhere: it is what the struct's user writes. All else is compared.
use odata_entity::{Action, ComplexType, EdmValue, Entity};

#[derive(Clone, ComplexType)]
#[odata(type = "fleet.graph.address", schema = "schemas/fleet.csdl", merge)]
struct Address {}

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.device", schema = "schemas/fleet.csdl", path = "/devices/{id}")]
struct Device<T> {
    serial: Option<T>,
    location: Option<Address>,
}

#[derive(Action)]
#[odata(name = "assign", on = Device<T>, schema = "schemas/fleet.csdl")]
struct Assign<T: EdmValue> {
    reason: T,
}

/// The other overload, of people: which one is called is known of a type without parameters only.
#[derive(Action)]
#[odata(name = "assign", on = Device<T>, schema = "schemas/fleet.csdl")]
struct AssignDays<T: EdmValue> {
    days: T,
}

fn main() {
    let _ = Device::<i32>::path("1").call(&Assign { reason: 5 });
    let _ = Device::<i32>::path("1").call(&AssignDays { days: 5 });
}
