use odata_entity::ComplexType;

#[derive(Clone, ComplexType)]
#[odata(type = "fleet.graph.address", schema = "schemas/fleet.csdl", merge)]
struct Address {
    street: Option<String>,
}

#[derive(Clone, ComplexType)]
#[odata(type = "fleet.graph.rule", schema = "schemas/fleet.csdl")]
enum Rule {
    Address(Address),
}

fn main() {}
