use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "Edm.String", allowed_values = "size")]
enum Size {
    Small,
}

fn main() {}
