#![deny(deprecated)]
use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.reading", schema = "schemas/fleet.csdl", path = "/readings(sensor={sensor},number={number})")]
struct Reading {
    value: Option<f64>,
}

fn main() {}
