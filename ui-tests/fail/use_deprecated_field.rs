#![deny(deprecated)]
use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[deprecated(note = "use `name`")]
    nickname: Option<String>,
}

fn main() {
    let _ = Thing::patch().nickname("a");
}
