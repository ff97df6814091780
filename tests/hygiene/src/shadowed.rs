//! Where the names of the prelude are other items.

/// Not the one of the prelude.
pub struct String;
/// Not the one of the prelude.
pub struct Vec;
/// Not the one of the prelude.
pub enum Option {
    /// Nor this one.
    Some,
    /// Nor this one.
    None,
}
/// Not the one of the prelude.
pub enum Result {
    /// Nor this one.
    Ok,
    /// Nor this one.
    Err,
}
pub use self::Option::{None, Some};
pub use self::Result::{Err, Ok};

/// Not the one of the prelude.
pub trait Clone {
    /// Takes the name of a method that generated code could call.
    fn clone(&self) {}
}
/// Not the one of the prelude.
pub trait Default {
    /// Takes the name of a function that generated code could call.
    fn default() {}
}
/// Not the one of the prelude.
pub trait Into {
    /// Takes the name of a method that generated code could call.
    fn into(&self) {}
    /// Takes the name of a method that generated code could call.
    #[expect(clippy::wrong_self_convention)]
    fn into_non_null(&self) {}
    /// Takes the name of a method that generated code could call.
    fn as_str(&self) {}
}
/// Not the one of the prelude.
pub trait From {}
/// Not the one of the prelude.
pub trait Sized {}

impl<T> Clone for T {}
impl<T> Default for T {}
impl<T> Into for T {}

/// A thing.
#[derive(::odata::Entity)]
#[odata(type = "microsoft.graph.thing", path = "/things/{thingId}", crate = "::odata")]
pub struct Thing {
    /// The key.
    #[odata(key)]
    pub id: ::std::string::String,
    /// The name.
    pub name: ::std::option::Option<::std::string::String>,
    /// The state.
    #[odata(non_nullable)]
    pub state: ::std::option::Option<State>,
}

/// A state.
#[derive(::std::clone::Clone, ::odata::EnumType)]
#[odata(type = "microsoft.graph.state", crate = "::odata")]
pub enum State {
    /// It is on.
    Some,
    /// A member that this build does not know.
    #[odata(other)]
    Other(::std::string::String),
}
