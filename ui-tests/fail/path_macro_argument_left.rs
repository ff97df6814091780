//! An argument for which the template has no placeholder.
fn main() {
    let _ = odata_entity::path!("/devices/{deviceId}", "a", "b");
}
