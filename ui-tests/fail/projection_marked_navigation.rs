use odata_entity::{Entity, Projection};

#[derive(Clone, Entity)]
#[odata(type = "microsoft.graph.item")]
struct Item {
    name: Option<String>,
}

#[derive(Projection)]
#[odata(of = Item)]
struct Summary {
    #[odata(navigation)]
    name: Option<String>,
}

fn main() {}
