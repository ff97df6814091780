//! An argument that is no key, and one that is not of the placeholder's type.
fn main() {
    let _ = odata_entity::path!("/devices/{deviceId}", vec!["a"]);
    let _ = odata_entity::path!("/devices/{number: i32}", "a");
}
