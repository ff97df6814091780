use odata_entity::EdmValue;

#[derive(Clone, EdmValue)]
struct Minutes(#[odata(transparent)] i64);

fn main() {}
