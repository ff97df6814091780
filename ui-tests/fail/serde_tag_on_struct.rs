use odata_entity::Entity;

#[derive(Entity)]
#[serde(tag = "@odata.type")]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    name: Option<String>,
}

fn main() {}
