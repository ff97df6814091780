#![deny(deprecated)]
use odata_entity::{Entity, EnumType};

#[derive(Clone, EnumType)]
#[odata(type = "fleet.graph.paperKind", schema = "schemas/fleet.csdl")]
enum Kind {
    Plain,
}

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.receipt", schema = "schemas/fleet.csdl")]
struct Receipt {
    kind: Option<Kind>,
}
fn main() {
    let _ = Receipt::patch().kind(Kind::Plain);
}
