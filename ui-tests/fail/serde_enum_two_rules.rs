use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[serde(rename_all = "PascalCase")]
#[odata(type = "microsoft.graph.state", rename_all = "lowercase")]
enum State {
    Active,
}

fn main() {}
