use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(type = "Rack.Rack", schema = "schemas/bmc.csdl", path = "/Rack/{rackId}")]
struct Rack {
    #[odata(key, name = "Id")]
    id: String,
}
fn main() {}
