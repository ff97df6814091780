use odata_entity::Entity;

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.address", schema = "schemas/fleet.csdl")]
struct Device {
    street: Option<String>,
}

fn main() {}
