use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "microsoft.graph.right", flags)]
enum Right {
    #[odata(value = 2)]
    Read = 1,
}

fn main() {}
