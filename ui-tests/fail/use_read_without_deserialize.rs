use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", path = "/things/{thingId}")]
struct Thing {
    #[odata(key)]
    id: String,
}

fn main() {
    let answer = http::Response::new(Vec::new());
    let _ = Thing::path("a").get().read(answer);
}
