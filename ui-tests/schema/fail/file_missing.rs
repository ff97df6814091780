use odata_entity::Entity;

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.device", schema = "schemas/fleed.csdl")]
struct Device {
    device_name: Option<String>,
}

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.person", schema = "schemas/fleed.csdl")]
struct Person {
    display_name: Option<String>,
}

fn main() {}
