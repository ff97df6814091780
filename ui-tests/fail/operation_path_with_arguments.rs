use odata_entity::Function;

#[derive(Function)]
#[odata(path = "/devices/count(days={days})")]
struct Count {
    days: i32,
}

fn main() {}
