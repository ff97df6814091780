use odata_entity::Entity;

type Maybe<T> = Option<T>;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(key)]
    id: String,
    name: Maybe<String>,
}

fn main() {}
