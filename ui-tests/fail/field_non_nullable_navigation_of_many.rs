use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(navigation, non_nullable)]
    owners: Option<Vec<Thing>>,
}

fn main() {}
