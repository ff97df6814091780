use odata_entity::ComplexType;
use std::collections::BTreeMap;

#[derive(Clone, ComplexType)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[serde(flatten, rename = "more")]
    #[odata(open)]
    extra: BTreeMap<String, serde_json::Value>,
}

fn main() {}
