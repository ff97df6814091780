use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[serde(rename = "@odata.etag")]
    etag: Option<i64>,
    name: Option<String>,
}

fn main() {}
