use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "microsoft.graph.right", flags)]
enum Right {
    Read = -1,
}

fn main() {}
