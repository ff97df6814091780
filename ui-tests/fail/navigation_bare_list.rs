use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(type = "microsoft.graph.group")]
struct Group {
    #[odata(key)]
    id: String,
    #[odata(navigation)]
    nested: Vec<Group>,
}

fn main() {}
