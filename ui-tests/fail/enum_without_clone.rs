use odata_entity::EnumType;

#[derive(EnumType)]
#[odata(type = "microsoft.graph.state")]
enum State {
    Active,
}

fn main() {}
