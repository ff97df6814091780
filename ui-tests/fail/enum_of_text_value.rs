use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "Edm.String")]
enum Size {
    #[odata(value = 4)]
    Small,
}

fn main() {}
