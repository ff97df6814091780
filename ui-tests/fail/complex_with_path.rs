use odata_entity::ComplexType;

#[derive(Clone, ComplexType)]
#[odata(type = "microsoft.graph.mimeContent", path = "/contents/{id}")]
struct MimeContent {
    value: Option<String>,
}

fn main() {}
