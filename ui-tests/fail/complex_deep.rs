use odata_entity::{ComplexType, Entity};

#[derive(Clone, Entity)]
#[odata(type = "microsoft.graph.user")]
struct User {
    name: Option<String>,
}

#[derive(Clone, ComplexType)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(navigation, deep)]
    owner: Option<User>,
}

fn main() {}
