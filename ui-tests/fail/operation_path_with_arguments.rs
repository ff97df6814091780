use odata_entity::Function;

#[derive(Function)]
#[odata(path = "/devices/count(days={days})")]
struct Count {
    days: i32,
}

#[derive(Function)]
#[odata(path = "/devices/{id}")]
struct Other;

fn main() {}
