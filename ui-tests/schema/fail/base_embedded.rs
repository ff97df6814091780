use odata_entity::Entity;

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.person", schema = "schemas/fleet.csdl")]
struct Person {
    display_name: Option<String>,
}

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.managedDevice", schema = "schemas/fleet.csdl")]
struct Device {
    #[serde(flatten)]
    base: Person,
}

fn main() {}
