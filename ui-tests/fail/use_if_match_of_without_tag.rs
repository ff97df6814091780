use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", path = "/things/{thingId}")]
struct Thing {
    name: Option<String>,
}

fn main() {
    let read = Thing { name: None };
    let _ = Thing::path("a").delete().if_match_of(&read);
}
