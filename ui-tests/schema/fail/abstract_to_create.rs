use odata_entity::Entity;

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.directoryThing", schema = "schemas/fleet.csdl", path = "/things/{id}")]
struct Thing {
    created_date_time: Option<chrono::DateTime<chrono::Utc>>,
}


fn main() {
    let _ = Thing { created_date_time: None }.to_create();
}
