use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "microsoft.graph.state")]
struct State {
    name: String,
}

fn main() {}
