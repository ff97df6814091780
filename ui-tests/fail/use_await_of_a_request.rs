use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", path = "/things/{thingId}")]
struct Thing {}

async fn read() {
    let _ = Thing::path("a").get().await;
}

fn main() {}
