use odata_entity::EnumType;

#[derive(Clone, EnumType)]
enum State {
    Active,
}

fn main() {}
