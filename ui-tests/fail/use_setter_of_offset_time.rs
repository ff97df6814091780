use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    seen: Option<chrono::DateTime<chrono::Utc>>,
}

fn main() {
    let _ = Thing::patch().seen(chrono::DateTime::<chrono::FixedOffset>::default());
}
