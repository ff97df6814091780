use odata_entity::Entity;

#[derive(Entity)]
#[odata(type)]
struct Thing {
    #[odata(key)]
    id: String,
}

fn main() {}
