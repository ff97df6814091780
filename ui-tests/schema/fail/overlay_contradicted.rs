use odata_entity::Entity;

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.device", schema = "schemas/fleet.csdl")]
struct Device {
    #[odata(immutable)]
    created_date_time: Option<chrono::DateTime<chrono::Utc>>,
}
fn main() {}
