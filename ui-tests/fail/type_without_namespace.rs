use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "thing")]
struct Thing {
    #[odata(key)]
    id: String,
}

fn main() {}
