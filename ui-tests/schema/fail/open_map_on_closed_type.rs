use odata_entity::Entity;

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.device", schema = "schemas/fleet.csdl")]
struct Device {
    #[serde(flatten)]
    more: std::collections::BTreeMap<String, serde_json::Value>,
}

fn main() {}
