use odata_entity::ComplexType;

#[derive(Clone, serde::Deserialize)]
struct Group {}

#[derive(Clone, ComplexType)]
#[odata(type = "n.target")]
enum Target {
    Group(Group),
}

fn main() {}
