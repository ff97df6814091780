use odata_entity::Entity;

#[derive(Entity)]
struct Thing {
    #[odata(key)]
    id: String,
}

fn main() {}
