use odata_entity::ComplexType;

#[derive(Clone, ComplexType)]
#[odata(type = "microsoft.graph.part", version = "beta")]
struct Part {
    name: Option<String>,
}

fn main() {}
