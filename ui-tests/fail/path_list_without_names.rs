use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", path("/things/{thingId}", "/me/things/{thingId}"))]
struct Thing {
    #[odata(key)]
    id: String,
}

fn main() {}
