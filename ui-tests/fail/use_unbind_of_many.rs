use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", path = "/things/{thingId}")]
struct Thing {
    #[odata(navigation)]
    owners: Option<Vec<Thing>>,
    #[odata(navigation)]
    parent: Option<Box<Thing>>,
}

fn main() {
    let _ = Thing::patch().unbind(Thing::OWNERS);
}
