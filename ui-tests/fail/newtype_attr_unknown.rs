use odata_entity::EdmValue;

#[derive(Clone, EdmValue)]
#[odata(transparant)]
struct Minutes(i64);

fn main() {}
