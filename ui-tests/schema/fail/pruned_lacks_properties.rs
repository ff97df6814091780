use odata_entity::Entity;

// Only the first mistake of a type has what may add it.
#[derive(Clone, Entity)]
#[odata(type = "microsoft.graph.deviceAppManagement", schema = "schemas/part.csdl")]
struct Management {
    #[odata(key, name = "id")]
    id: String,
    #[odata(name = "displayName")]
    display_name: Option<String>,
    #[odata(name = "version")]
    version: Option<i32>,
}

fn main() {}
