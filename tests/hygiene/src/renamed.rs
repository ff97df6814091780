//! Derives without `crate = "…"`: the name that Cargo.toml has for the dependency is found there.

/// A mode.
#[derive(
    ::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::PartialEq, ::std::cmp::Eq, ::odata::EnumType,
)]
#[odata(type = "microsoft.graph.mode")]
pub enum Mode {
    /// It is on.
    On,
}

/// A switch.
#[derive(::std::fmt::Debug, ::odata::Entity)]
#[odata(type = "microsoft.graph.switch", path = "/switches/{switchId}")]
pub struct Switch {
    /// The key.
    #[odata(key)]
    pub id: ::std::string::String,
    /// Its mode.
    pub mode: ::std::option::Option<Mode>,
}

/// Part of a switch.
#[derive(::std::fmt::Debug, ::odata::Projection)]
#[odata(of = Switch)]
pub struct SwitchMode {
    /// Its mode.
    pub mode: ::std::option::Option<Mode>,
}
