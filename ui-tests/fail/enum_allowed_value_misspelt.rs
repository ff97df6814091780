use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "Edm.String", allowed_value = "shop.item/size")]
enum Size {
    Small,
}

fn main() {}
