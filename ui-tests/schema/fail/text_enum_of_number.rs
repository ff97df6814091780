use odata_entity::{Entity, EnumType};

#[derive(Clone, EnumType)]
#[odata(type = "Edm.String", schema = "schemas/shop.csdl")]
enum Weight {
    Small,
}

#[derive(Clone, Entity)]
#[odata(type = "shop.item", schema = "schemas/shop.csdl")]
struct Item {
    weight: Option<Weight>,
}

fn main() {}
