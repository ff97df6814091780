//! An answer that nothing can be read as.
fn main() {
    let _ = odata_entity::path!("/devices").get::<Vec<String>>();
}
