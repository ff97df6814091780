use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.device", schema = "schemas/fleet.csdl")]
struct Device {
    #[odata(navigation)]
    owner: Option<String>,
}

fn main() {}
