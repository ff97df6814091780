use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "fleet.graph.healthState", flags, schema = "schemas/fleet.csdl")]
enum Health {
    Healthy,
    #[odata(other)]
    Other(String),
}

fn main() {}
