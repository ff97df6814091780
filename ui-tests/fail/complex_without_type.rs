use odata_entity::ComplexType;

#[derive(Clone, ComplexType)]
struct MimeContent {
    value: Option<String>,
}

fn main() {}
