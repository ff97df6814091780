use odata_entity::EnumType;

const READ: isize = 1;

#[derive(Clone, EnumType)]
#[odata(type = "microsoft.graph.right", flags)]
enum Right {
    Read = READ,
}

fn main() {}
