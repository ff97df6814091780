use odata_entity::ComplexType;
use std::collections::BTreeMap;

#[derive(Clone, ComplexType)]
#[odata(type = "microsoft.graph.base")]
struct Base {
    #[serde(flatten)]
    extra: BTreeMap<String, serde_json::Value>,
}

#[derive(Clone, ComplexType)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[serde(flatten)]
    base: Base,
    #[serde(flatten)]
    extra: BTreeMap<String, serde_json::Value>,
}

fn main() {}
