use odata_entity::EnumType;

#[derive(Debug, Clone, PartialEq, EnumType)]
#[odata(type = "microsoft.graph.state")]
enum State {
    #[odata(nam = "on")]
    On,
}

fn main() {
    let _ = (State::On.as_str(), "on".parse::<State>() == Ok(State::On), State::VARIANTS);
}
