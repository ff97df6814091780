use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "Edm.String")]
enum Size {
    Small,
    #[odata(evolved)]
    Large,
}

fn main() {}
