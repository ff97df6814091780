use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[serde(untagged)]
#[odata(type = "microsoft.graph.state")]
enum State {
    Active,
}

fn main() {}
