use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[serde(rename = "@n.term")]
    #[odata(annotation, read_only)]
    term: Option<String>,
}

fn main() {}
