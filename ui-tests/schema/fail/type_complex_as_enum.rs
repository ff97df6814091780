use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "fleet.graph.address", schema = "schemas/fleet.csdl")]
enum Address {
    Street,
}

fn main() {}
