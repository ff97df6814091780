//! A placeholder that no argument fills.
fn main() {
    let _ = odata_entity::path!("/devices/{deviceId}/logs/{logId}", "a");
}
