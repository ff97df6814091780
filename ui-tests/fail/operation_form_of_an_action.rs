use odata_entity::{Action, Entity};

#[derive(Entity)]
#[odata(type = "n.device", path = "/devices/{id}")]
struct Device {}

#[derive(Action)]
#[odata(name = "wipe", on = Device)]
struct Wipe {
    #[odata(alias)]
    keep: bool,
}

fn main() {}
