use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.person", schema = "schemas/fleet.csdl", path = "/receipts/{number: i64}/custom/anything/{id}")]
struct Person {}

fn main() {}
