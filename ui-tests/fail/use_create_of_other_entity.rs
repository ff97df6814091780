use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", path = "/things/{thingId}")]
struct Thing {
    name: Option<String>,
}

#[derive(Entity)]
#[odata(type = "microsoft.graph.other")]
struct Other {
    name: Option<String>,
}

fn main() {
    let other = Other { name: None };
    let _ = Thing::collection().create(&other);
}
