use odata_entity::EdmValue;

#[derive(Clone, EdmValue)]
#[serde(try_from = "i64")]
struct Minutes(i64);

fn main() {}
