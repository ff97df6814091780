use odata_entity::ComplexType;

#[derive(ComplexType)]
#[odata(type = "microsoft.graph.mimeContent")]
struct MimeContent {
    value: Option<String>,
}

fn main() {}
