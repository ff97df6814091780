use odata_entity::ComplexType;

#[derive(Clone, ComplexType)]
#[odata(type = "microsoft.graph.base")]
struct Base {
    name: Option<String>,
}
#[derive(Clone, ComplexType)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[serde(flatten)]
    base: Base,
    name: Option<String>,
}

fn main() {}
