use odata_entity::{Entity, EnumType, Flags};

#[derive(Clone, EnumType)]
#[odata(type = "n.day")]
enum Day {
    Monday,
}

#[derive(Clone, Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    day: Option<Flags<Day>>,
}

fn main() {}
