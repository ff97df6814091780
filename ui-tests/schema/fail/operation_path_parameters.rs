use odata_entity::Function;

#[derive(Function)]
#[odata(path = "/countDevices", returns = u64, schema = "schemas/fleet.csdl")]
struct Op {
    weeks: i32,
}

fn main() {}
