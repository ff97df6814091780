use odata_entity::Function;

#[derive(Function)]
#[odata(path = "/devices/{id}")]
struct Other;

fn main() {}
