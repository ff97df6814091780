use odata_entity::{Action, Entity, Json, Page};

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.device", schema = "schemas/fleet.csdl")]
struct Person {}

#[derive(Action)]
#[odata(name = "assign", on = Person, returns = Page<Json<String>>, schema = "schemas/fleet.csdl")]
struct Op {
    reason: String,
}

fn main() {}
