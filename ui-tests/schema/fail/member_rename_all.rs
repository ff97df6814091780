use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "fleet.graph.colorMode", schema = "schemas/fleet.csdl")]
enum ColorMode {
    Light,
    HighContrast,
}

fn main() {}
