use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    timeout: Option<odata_entity::edm::Duration>,
}

fn main() {
    let _ = Thing::patch().timeout(std::time::Duration::from_secs(5));
}
