use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "Edm.String", allowed_values = "shop.item/weight", schema = "schemas/shop.csdl")]
enum Weight {
    Small,
}

fn main() {}
