use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "microsoft.graph.right", flags)]
enum Right {
    #[odata(value = 9223372036854775808)]
    Last,
    More,
}

fn main() {}
