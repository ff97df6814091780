use odata_entity::Entity;

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.ticket", schema = "schemas/fleet.csdl", path = "/tickets/{number: chrono::NaiveDate}")]
struct Device {
    subject: Option<String>,
}
fn main() {}
