use odata_entity::ComplexType;

#[derive(Clone, ComplexType)]
#[odata(type = "microsoft.graph.mimeContent")]
struct MimeContent {
    #[odata(key)]
    id: String,
}

fn main() {}
