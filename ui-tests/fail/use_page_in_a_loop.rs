use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", path = "/things/{thingId}")]
struct Thing {
    #[odata(key)]
    id: String,
    name: Option<String>,
}

fn names(page: odata_entity::Page<Thing>) {
    for thing in page {
        println!("{}", thing.id);
    }
}

fn main() {}
