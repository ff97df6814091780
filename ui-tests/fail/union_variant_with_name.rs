use odata_entity::ComplexType;

#[derive(Clone, ComplexType)]
#[odata(type = "n.group", base = "n.target")]
struct Group {}

#[derive(Clone, ComplexType)]
#[odata(type = "n.target")]
enum Target {
    #[odata(name = "n.group")]
    Group(Group),
}

fn main() {}
