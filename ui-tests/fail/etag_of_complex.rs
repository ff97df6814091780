//! A complex value has no entity tag.
use odata_entity::ComplexType;

#[derive(Clone, ComplexType)]
#[odata(type = "n.address", etag = "required")]
struct Address {
    city: Option<String>,
}

fn main() {}
