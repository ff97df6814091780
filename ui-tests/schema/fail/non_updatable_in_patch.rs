use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(type = "shop.graph.shelf", schema = "schemas/apps.csdl", path = "/shelves/{id}")]
struct Shelf {
    #[odata(key)]
    id: String,
    label: Option<String>,
}

fn main() {
    let _ = Shelf::patch().label("x");
}
