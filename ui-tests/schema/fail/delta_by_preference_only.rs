use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.reading", schema = "schemas/fleet.csdl", path = "/readings(sensor={sensor},number={number: i32})")]
struct Reading {
    #[odata(key)]
    sensor: String,
    #[odata(key)]
    number: i32,
}

fn main() {
    let _ = Reading::collection().delta();
}
