use odata_entity::EdmValue;

#[derive(Clone, EdmValue)]
struct Range(i32, i32);

fn main() {}
