use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.state")]
enum State {
    Active,
}

fn main() {}
