use odata_entity::Action;

#[derive(Action)]
#[odata(name = "wipe")]
struct Wipe {}

fn main() {}
