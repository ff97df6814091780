use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "thing", path = "things/{thingId}", type_tag = "sometimes")]
struct Thing {
    #[odata(kye)]
    id: String,
    #[odata(non_nulable)]
    name: Option<Option<String>>,
    labels: std::collections::HashMap<String, String>,
    #[odata(name = "labels")]
    tags: Option<u64>,
}

fn main() {}
