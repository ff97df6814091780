use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.locker", schema = "schemas/fleet.csdl")]
struct Locker {
    #[odata(navigation, non_nullable)]
    keeper: Option<Person>,
}

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.person", schema = "schemas/fleet.csdl")]
struct Person {
    #[odata(key)]
    id: String,
}

fn main() {}
