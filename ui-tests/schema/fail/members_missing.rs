#![deny(deprecated)]
use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "fleet.graph.colorMode", rename_all = "PascalCase", schema = "schemas/fleet.csdl")]
enum ColorMode {
    Light,
}

fn main() {}
