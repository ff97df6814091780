#![deny(warnings)]
use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "Edm.String", allowed_values = "shop.item/size", schema = "schemas/shop.csdl")]
pub enum Size {
    Small,
}

fn main() {}
