use odata_entity::Entity;

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.locker", schema = "schemas/fleet.csdl")]
struct Locker {
    #[odata(write_only)]
    master_code: Option<String>,
}

fn main() {}
