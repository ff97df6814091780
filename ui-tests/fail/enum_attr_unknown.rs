use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "microsoft.graph.state", renam_all = "PascalCase")]
enum State {
    Active,
}

fn main() {}
