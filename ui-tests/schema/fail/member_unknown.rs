use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "fleet.graph.healthState", schema = "schemas/fleet.csdl")]
enum Health {
    Purple,
    #[odata(other)]
    Other(String),
}

fn main() {}
