use odata_entity::Entity;

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.receipt", schema = "schemas/fleet.csdl")]
struct Device {
    #[odata(key(client))]
    number: i64,
}
fn main() {}
