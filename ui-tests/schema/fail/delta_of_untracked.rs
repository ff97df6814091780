use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.auditRecord", schema = "schemas/fleet.csdl", path = "/auditRecords/{id}")]
struct Audit {
    activity: Option<String>,
}

fn main() {
    let _ = Audit::collection().delta();
}
