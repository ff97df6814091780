use odata_entity::Entity;

#[derive(Clone)]
enum State {
    On,
}

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing")]
struct Thing {
    #[odata(read_only)]
    state: Option<State>,
}

fn main() {}
