use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "Edm.String", allowed_values = "shop.item/note", schema = "schemas/shop.csdl")]
enum Note {
    Small,
}

fn main() {}
