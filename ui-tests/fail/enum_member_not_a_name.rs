use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "microsoft.graph.state")]
enum State {
    #[odata(name = "not active")]
    NotActive,
}

fn main() {}
