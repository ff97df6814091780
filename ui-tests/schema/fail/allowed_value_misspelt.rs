use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "Edm.String", allowed_values = "shop.item/size", schema = "schemas/shop.csdl")]
enum Size {
    Smal,
    Large,
    #[odata(other)]
    Other(String),
}

fn main() {}
