fn main() {
    let _ = odata_entity::path!("/devices?$top=5").get::<u64>();
}
