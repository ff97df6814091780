use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[serde(rename_all = "pascalcase")]
#[odata(type = "microsoft.graph.state")]
enum State {
    Active,
}

fn main() {}
