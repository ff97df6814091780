#![deny(deprecated)]
use odata_entity::ComplexType;

#[derive(Clone, ComplexType)]
#[odata(type = "fleet.graph.paperSize", schema = "schemas/fleet.csdl")]
struct Size {
    height: Option<i32>,
}
fn main() {
    let _ = Size::patch().height(297);
}
