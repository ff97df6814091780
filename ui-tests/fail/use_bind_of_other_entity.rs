use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", path = "/things/{thingId}")]
struct Thing {
    #[odata(navigation)]
    owner: Option<Other>,
}

#[derive(Entity)]
#[odata(type = "microsoft.graph.other", path = "/others/{otherId}")]
struct Other {
    #[odata(navigation)]
    parent: Option<Box<Thing>>,
}

fn main() {
    let thing = Thing { owner: None };
    let _ = thing.to_create().bind(Other::PARENT, &Other::path("1"));
}
