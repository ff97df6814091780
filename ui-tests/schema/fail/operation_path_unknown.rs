use odata_entity::Action;

#[derive(Action)]
#[odata(path = "/resetAl", schema = "schemas/fleet.csdl")]
struct Op {
    confirmed: bool,
}

fn main() {}
