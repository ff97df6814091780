use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "fleet.graph.capability", schema = "schemas/fleet.csdl")]
enum Capability {
    Camera,
    Storage,
    #[odata(other)]
    Other(String),
}

fn main() {}
