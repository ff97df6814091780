use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "microsoft.graph.state", rename_all = "camelcase")]
enum State {
    Active,
}

fn main() {}
