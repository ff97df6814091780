use odata_entity::Entity;

#[derive(Clone, Entity)]
#[serde(rename_all = "PascalCase")]
#[odata(type = "fleet.graph.device", schema = "schemas/fleet.csdl")]
struct Device {
    #[odata(key)]
    id: String,
    tags: Option<Vec<String>>,
    device_name: Option<String>,
}

fn main() {}
