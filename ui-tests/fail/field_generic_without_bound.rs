use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing<T> {
    size: Option<T>,
}

fn main() {
    let _ = Thing::<u64>::patch();
}
