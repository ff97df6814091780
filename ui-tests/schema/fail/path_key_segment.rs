use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(type = "Rack.Box", schema = "schemas/bmc.csdl", path = "/Boxes/{boxId}")]
struct Box {
    #[odata(key, name = "Id")]
    id: String,
}
fn main() {}
