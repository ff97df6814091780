#![deny(deprecated)]
use odata_entity::Entity;

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.oldReport", schema = "schemas/fleet.csdl", path = "/oldReports/{id}")]
struct Report {
    title: Option<String>,
}


fn main() {
    let _ = Report::path("x");
}
