//! A template that is known only when the program runs.
fn main() {
    let template = "/devices";
    let _ = odata_entity::path!(template).get::<()>();
}
