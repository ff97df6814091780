use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "Edm.Int32")]
enum Size {
    Small,
}

fn main() {}
