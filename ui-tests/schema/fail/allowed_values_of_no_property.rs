use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "Edm.String", allowed_values = "shop.item/sizes", schema = "schemas/shop.csdl")]
enum Size {
    Small,
}

fn main() {}
