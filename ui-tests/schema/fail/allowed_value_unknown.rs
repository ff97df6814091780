use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "Edm.String", allowed_values = "shop.grade", schema = "schemas/shop.csdl")]
enum Grade {
    #[odata(name = "excellent")]
    First,
    #[odata(other)]
    Other(String),
}

fn main() {}
