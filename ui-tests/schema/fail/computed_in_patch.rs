use odata_entity::Entity;

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.device", schema = "schemas/fleet.csdl")]
struct Device {
    etag_text: Option<String>,
}


fn main() {
    let _ = Device::patch().etag_text("x");
}
