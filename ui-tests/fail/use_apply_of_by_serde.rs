use odata_entity::{Apply, Entity};

#[derive(serde::Deserialize, Entity)]
#[odata(type = "microsoft.graph.thing", deserialize = false)]
struct Thing {
    #[odata(key)]
    id: String,
}

fn refresh<E: Apply>(_: &mut E) {}

fn main() {
    refresh(&mut Thing { id: String::new() });
}
