use odata_entity::Entity;

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.reading", schema = "schemas/fleet.csdl", path = "/readings(sensor={sensor},count={count})")]
struct Device {
    value: Option<f64>,
}

fn main() {}
