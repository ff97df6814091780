use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    #[serde(with = "odata_entity::edm::int64")]
    size: Option<i64>,
}

fn main() {}
