use odata_entity::EnumType;

#[derive(Clone, EnumType)]
#[odata(type = "microsoft.graph.state")]
enum State {
    Active,
    #[serde(rename = "off")]
    #[odata(name = "inactive")]
    Inactive,
}

fn main() {}
