use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "microsoft.graph.state")]
enum State {
    Active,
    #[odata(other)]
    Unknown(#[odata(name = "unknown")] String),
}

fn main() {}
