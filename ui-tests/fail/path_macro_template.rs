//! A template with a query string, and one with a placeholder without a name.
fn main() {
    let _ = odata_entity::path!("/devices?$top=5").get::<u64>();
    let _ = odata_entity::path!("/devices/{}", "a");
}
