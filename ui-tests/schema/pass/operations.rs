use odata_entity::{Action, ComplexType, Entity, EnumType, Function, Json, Page, Single};

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.device", schema = "schemas/fleet.csdl", path = "/devices/{deviceId}")]
struct Device {}

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.managedDevice", schema = "schemas/fleet.csdl")]
struct Managed {}

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.person", schema = "schemas/fleet.csdl")]
struct Somebody {}

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.deviceStatus", schema = "schemas/fleet.csdl")]
struct Status {}

#[derive(Clone, ComplexType)]
#[odata(type = "fleet.graph.address", schema = "schemas/fleet.csdl")]
struct Address {
    street: Option<String>,
    #[serde(rename = "postalCode")]
    postal_code: String,
}

#[derive(Clone, EnumType)]
#[odata(type = "fleet.graph.healthState", schema = "schemas/fleet.csdl")]
enum Health {
    Healthy,
    #[odata(other)]
    Other(String),
}

#[derive(Action)]
#[odata(name = "wipe", on = Device, on = Managed, schema = "schemas/fleet.csdl")]
struct Wipe;

#[derive(Action)]
#[odata(name = "fleet.graph.assign", on = Device, returns = Status, schema = "schemas/fleet.csdl")]
struct Assign {
    reason: String,
    place: Option<Address>,
    states: Option<Vec<Health>>,
    #[odata(entity)]
    people: Option<Vec<Somebody>>,
}

#[derive(Action)]
#[odata(name = "assign", on = Somebody, returns = Page<Json<String>>, schema = "schemas/fleet.csdl")]
struct AssignDays {
    days: i32,
}

/// Its name is that of another type with an overload.
#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.device", schema = "schemas/fleet.csdl")]
struct Person {}

/// The overload of the base.
#[derive(Action)]
#[odata(name = "assign", on = Person, on = Managed, returns = Status, schema = "schemas/fleet.csdl")]
struct AssignToBoth {
    reason: String,
}

#[derive(Function)]
#[odata(name = "delta", on(collection = Device), returns = Page<Managed>, schema = "schemas/fleet.csdl")]
struct Delta;

#[derive(Function)]
#[odata(name = "latest", on = Device, returns = Option<Status>, schema = "schemas/fleet.csdl")]
struct Latest {
    days: i32,
}

#[derive(Action)]
#[odata(path = "/resetAll", schema = "schemas/fleet.csdl")]
struct ResetAll {
    confirmed: bool,
}

#[derive(Function)]
#[odata(path = "/countDevices", returns = Single<i64>, schema = "schemas/fleet.csdl")]
struct CountDevices {
    days: i32,
    model: Option<String>,
}

#[derive(Function)]
#[odata(name = "latest", on = "/devices/{deviceId}", returns = Status, schema = "schemas/fleet.csdl")]
struct LatestThere {
    days: i32,
}

fn main() {
    let count = CountDevices { days: 5, model: None };
    let _ = (count.call(), ResetAll { confirmed: true }.call(), LatestThere { days: 1 }.call("a"));
    let _ = (Device::path("a").call(&Wipe), Device::collection().call(&Delta));
    let reserved = LatestThere { days: 1 }.call("delta").to_http("https://fleet.test/v1");
    assert!(matches!(reserved, Err(odata_entity::Error::Path(_))));
}
