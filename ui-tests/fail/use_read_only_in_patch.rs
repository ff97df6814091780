use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    #[odata(read_only)]
    serial_number: Option<String>,
}

fn main() {
    let _ = Thing::patch().serial_number("5");
}
