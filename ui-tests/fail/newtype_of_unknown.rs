use odata_entity::EdmValue;

#[derive(Clone, EdmValue)]
struct Timeout(std::time::Duration);

fn main() {}
