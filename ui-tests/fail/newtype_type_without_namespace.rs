use odata_entity::EdmValue;

#[derive(Clone, EdmValue)]
#[odata(type = "minutes")]
struct Minutes(i64);

fn main() {}
