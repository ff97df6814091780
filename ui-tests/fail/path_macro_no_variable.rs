//! A placeholder without an argument, and no variable of its name.
fn main() {
    let _ = odata_entity::path!("/devices/{deviceId}");
}
