use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", path = "/things/{thingId}")]
struct Thing {
    #[odata(key)]
    id: String,
    name: Option<String>,
    #[odata(navigation)]
    parent: Option<Box<Thing>>,
}

fn main() {
    let _ = Thing::PARENT.eq("a");
}
