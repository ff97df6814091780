use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "microsoft.graph.right")]
enum Right {
    #[odata(value = 1)]
    Read,
}

fn main() {}
