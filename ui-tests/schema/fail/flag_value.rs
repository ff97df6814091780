use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "fleet.graph.capability", flags, schema = "schemas/fleet.csdl")]
enum Capability {
    Camera,
    #[odata(value = 2)]
    Storage,
    #[odata(other)]
    Other(String),
}

fn main() {}
