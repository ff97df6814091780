use odata_entity::{Entity, EnumType};

#[derive(Clone, EnumType)]
#[odata(type = "Edm.String", allowed_values = "shop.item/size", schema = "schemas/shop.csdl")]
enum Size {
    Small,
    Large,
}

#[derive(Clone, Entity)]
#[odata(type = "shop.item", schema = "schemas/shop.csdl")]
struct Item {
    colors: Option<Vec<Size>>,
}

fn main() {}
