fn main() {
    let _ = odata_entity::path!("/devices/{number: i32}", "a");
}
