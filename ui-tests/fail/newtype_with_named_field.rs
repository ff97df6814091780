use odata_entity::EdmValue;

#[derive(Clone, EdmValue)]
struct Minutes {
    value: i64,
}

fn main() {}
