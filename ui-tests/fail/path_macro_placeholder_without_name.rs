fn main() {
    let _ = odata_entity::path!("/devices/{}", "a");
}
