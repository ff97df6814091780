use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(
    type = "microsoft.graph.deviceAppManagement",
    schema = "schemas/part.csdl",
    path = "/deviceAppManagment"
)]
struct Management {
    #[odata(key, name = "id")]
    id: String,
}

fn main() {}
