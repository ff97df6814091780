use odata_entity::{Entity, EnumType, Function, Page};

#[derive(Clone, EnumType)]
#[odata(type = "Edm.String", schema = "schemas/shop.csdl")]
enum Size {
    Tiny,
}

#[derive(Clone, Entity)]
#[odata(type = "shop.item", schema = "schemas/shop.csdl")]
struct Item {
    note: Option<String>,
}

#[derive(Function)]
#[odata(name = "fitting", on(collection = Item), returns = Page<Item>, schema = "schemas/shop.csdl")]
struct Fitting {
    size: Size,
}

fn main() {}
