use odata_entity::Entity;

mod seconds {}

struct Seconds(i64);

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", path = "/things/{thingId}")]
struct Thing {
    #[odata(key)]
    id: String,
    #[odata(with = "seconds")]
    timeout: Option<Seconds>,
}

fn main() {}
