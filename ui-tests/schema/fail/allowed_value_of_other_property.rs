use odata_entity::{Entity, EnumType};

#[derive(Clone, EnumType)]
#[odata(type = "Edm.String", schema = "schemas/shop.csdl")]
enum Size {
    Small,
    Medium,
}

#[derive(Clone, Entity)]
#[odata(type = "shop.item", schema = "schemas/shop.csdl")]
struct Item {
    size: Option<Size>,
}

fn main() {}
