use odata_entity::ComplexType;

#[derive(Clone, ComplexType)]
#[odata(type = "n.group")]
struct Group {}
#[derive(Clone, ComplexType)]
#[odata(type = "n.target")]
enum Target {
    Group(Group),
    #[odata(other)]
    A(serde_json::Value),
    #[odata(other)]
    B(serde_json::Value),
}
fn main() {}
