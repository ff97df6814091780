use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "shop.size", allowed_values = "shop.item/size")]
enum Size {
    Small,
}

fn main() {}
