use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "microsoft.graph.state")]
enum State {
    Active,
    #[odata(name = "active")]
    Enabled,
}

fn main() {}
