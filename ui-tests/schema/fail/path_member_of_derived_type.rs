use odata_entity::Entity;

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.person", schema = "schemas/fleet.csdl", path = "/things/{id}/owner")]
struct Person {
    display_name: Option<String>,
}

fn main() {}
