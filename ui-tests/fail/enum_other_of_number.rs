use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "microsoft.graph.state")]
enum State {
    Active,
    #[odata(other)]
    Other(i32),
}

fn main() {}
