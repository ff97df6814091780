use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", path = "https://graph.microsoft.com/v1.0/things/{thingId}")]
struct Thing {
    #[odata(key)]
    id: String,
}

fn main() {}
