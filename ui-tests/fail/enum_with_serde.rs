use odata_entity::EnumType;

#[derive(Clone, serde::Deserialize, EnumType)]
#[odata(type = "microsoft.graph.state")]
enum State {
    Active,
}

fn main() {}
