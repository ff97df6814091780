use odata_entity::ComplexType;

#[derive(Clone, ComplexType)]
#[odata(type = "n.group", base = "n.target")]
struct Group {}

#[derive(Clone, ComplexType)]
enum Target {
    Group(Group),
}

fn main() {}
