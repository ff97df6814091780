//! An argument with a name, as of `format!`.
fn main() {
    let _ = odata_entity::path!("/devices/{deviceId}", device_id = "a");
}
