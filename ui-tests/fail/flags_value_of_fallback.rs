use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "microsoft.graph.right", flags)]
enum Right {
    Read,
    #[odata(other, value = 2)]
    Other(String),
}

fn main() {}
