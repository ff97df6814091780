use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "Edm.String", flags)]
enum Size {
    Small,
    Large,
}

fn main() {}
