use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.locker", schema = "schemas/fleet.csdl")]
struct Locker {
    #[odata(read_only)]
    code: Option<String>,
}

fn main() {}
