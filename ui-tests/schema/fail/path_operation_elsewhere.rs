use odata_entity::Entity;

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.person", schema = "schemas/fleet.csdl", path = "/people/{id}/wipe")]
struct Device {
    display_name: Option<String>,
}

fn main() {}
