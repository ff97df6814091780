struct Body;

fn main() {
    let _ = odata_entity::path!("/devices").post::<()>(&Body);
}
