//! The derives where everything that they could lean on is missing or something else: the runtime under another name, no
//! prelude, its names taken by other items, and every warning an error. That it compiles is the test.
#![no_implicit_prelude]
#![deny(warnings, missing_docs, unreachable_pub, unused_qualifications)]
#![deny(clippy::all, clippy::pedantic)]

pub mod calls;
pub mod kinds;
pub mod names;
pub mod renamed;
pub mod shadowed;

/// A state.
#[derive(
    ::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::PartialEq, ::std::cmp::Eq, ::odata::EnumType,
)]
#[odata(type = "microsoft.graph.state", crate = "::odata")]
pub enum State {
    /// It is on.
    On,
    /// It is off.
    Off,
    /// A member that this build does not know.
    #[odata(other)]
    Other(::std::string::String),
}

/// A thing.
#[derive(::odata::Entity)]
#[odata(
    type = "microsoft.graph.thing",
    path = "/things/{thingId}",
    path(by_owner = "/users/{userId}/things/{thingId: i64}"),
    scopes(delegated = "Thing.ReadWrite.All"),
    note = "Needs a licence.",
    crate = "::odata"
)]
pub struct Thing {
    /// The key.
    #[odata(key)]
    pub id: ::std::string::String,
    /// The name.
    pub name: ::std::option::Option<::std::string::String>,
    /// The state.
    #[odata(non_nullable)]
    pub state: ::std::option::Option<State>,
    /// The sizes.
    pub sizes: ::std::option::Option<::std::vec::Vec<i64>>,
    /// Earlier states.
    pub earlier: ::std::option::Option<::std::vec::Vec<State>>,
    /// When it was made.
    #[odata(read_only)]
    pub created: ::std::option::Option<::std::string::String>,
    /// Its kind.
    #[odata(immutable)]
    pub kind: ::std::option::Option<State>,
    /// Who has it.
    #[odata(navigation)]
    pub owner: ::std::option::Option<::std::string::String>,
    /// Nothing of the service.
    #[odata(skip)]
    pub local: u64,
}

/// A part of a thing.
#[derive(::odata::Projection)]
#[odata(of = Thing, crate = "::odata")]
pub struct Part {
    /// The key.
    pub id: ::std::string::String,
    /// The state.
    pub state: ::std::option::Option<State>,
    /// Who has it.
    #[odata(navigation)]
    pub owner: ::std::option::Option<::std::string::String>,
    /// Nothing of the service.
    #[odata(skip)]
    pub local: u64,
}

/// A thing that only this crate knows.
#[derive(::odata::Entity)]
#[odata(
    type = "microsoft.graph.hidden",
    path = "/hidden/{hiddenId}",
    crate = "::odata"
)]
struct Hidden {
    #[odata(key)]
    id: ::std::string::String,
    pub(crate) state: ::std::option::Option<Secret>,
}

#[derive(::std::clone::Clone, ::std::fmt::Debug, ::odata::EnumType)]
#[odata(type = "microsoft.graph.secret", crate = "::odata")]
enum Secret {
    Open,
}

/// A page of text.
#[derive(::odata::Entity)]
#[odata(type = "microsoft.graph.page", path = "/pages/{pageId}", crate = "::odata")]
pub struct Page<'a, T, const N: usize> {
    /// The key.
    #[odata(key)]
    pub id: ::std::borrow::Cow<'a, str>,
    /// The text.
    pub text: ::std::option::Option<::std::borrow::Cow<'a, str>>,
    /// Something else.
    pub more: ::std::option::Option<T>,
    /// Nothing of the service.
    #[odata(skip)]
    pub lines: ::std::marker::PhantomData<[(); N]>,
}

/// Calls what is generated for [`Thing`] and [`Page`].
///
/// # Errors
///
/// None of the keys here cannot be a key.
pub fn calls(thing: &Thing) -> ::std::result::Result<::std::string::String, ::odata::PathError> {
    let mut patch = Thing::patch()
        .name("a")
        .state(State::On)
        .sizes(::std::option::Option::None);
    patch.merge(thing.diff(thing));
    let one = Thing::by_owner("user", 5);
    let _ = one.patch(&patch);
    let _ = Page::<'_, i32, 3>::patch()
        .text(::std::borrow::Cow::Borrowed("a"))
        .more(5);
    let hidden = Hidden {
        id: ::std::convert::From::from("a"),
        state: ::std::option::Option::Some(Secret::Open),
    };
    let _ = Hidden::path(&hidden.id).patch(&hidden.to_patch());
    ::std::result::Result::Ok(::std::string::ToString::to_string(one.as_str()?))
}
