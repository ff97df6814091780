use odata_entity::Action;

struct Device;

#[derive(Action)]
#[odata(name = "wipe", on = Device)]
struct Wipe;

fn main() {}
