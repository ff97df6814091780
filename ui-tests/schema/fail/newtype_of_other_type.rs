use odata_entity::EdmValue;

#[derive(Clone, EdmValue)]
#[odata(type = "fleet.graph.serialNumber", schema = "schemas/fleet.csdl")]
struct Serial(i64);

fn main() {}
