use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(type = "microsoft.graph.user", schema = "schemas/part.csdl")]
struct User {
    #[odata(key, name = "id")]
    id: String,
}

fn main() {}
