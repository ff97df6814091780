//! Deltas where the schema has them, and where it is overruled.

use odata_entity::{DeltaPage, Entity, Function};

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.device", schema = "schemas/fleet.csdl", path = "/devices/{deviceId}")]
struct Device {
    #[odata(key)]
    id: String,
    device_name: Option<String>,
}

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.reading", schema = "schemas/fleet.csdl", path = "/readings(sensor={sensor},number={number: i32})")]
struct Reading {
    #[odata(key)]
    sensor: String,
    #[odata(key)]
    number: i32,
}

#[derive(Function)]
#[odata(name = "delta", on(collection = Device), returns = DeltaPage<Device>, schema = "schemas/fleet.csdl")]
struct OwnDelta;

fn main() {
    let _ = Device::collection().delta().select(Device::DEVICE_NAME);
    let _ = Device::collection().call(&OwnDelta);
    let _ = Reading::collection().track_changes();
    let _ = Reading::collection().unrestricted().delta();
    let _ = Device::collection().unrestricted().track_changes();
}
