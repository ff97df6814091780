//! Every derive and every role of a field, with no prelude and its names taken by other items.

#[expect(unused_imports, reason = "generated code is to find none of them")]
use crate::shadowed::{Clone, Default, Err, From, Into, None, Ok, Option, Result, Sized, Some, String, Vec};
use ::std::collections::BTreeMap;

/// A newtype of text.
#[derive(
    ::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::PartialEq, ::serde::Deserialize, ::odata::EdmValue,
)]
#[serde(transparent)]
#[odata(crate = "::odata")]
pub struct Name(::std::string::String);

/// What can be done, more than one at once.
#[derive(
    ::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::PartialEq, ::std::cmp::Eq, ::odata::EnumType,
)]
#[odata(type = "microsoft.graph.rights", flags, crate = "::odata")]
pub enum Rights {
    /// Nothing.
    #[odata(value = 0)]
    None,
    /// Reading.
    #[odata(value = 1)]
    Read,
    /// A member above the sentinel.
    #[odata(value = 2, evolved)]
    Write,
}

/// A text of known values.
#[derive(
    ::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::PartialEq, ::std::cmp::Eq, ::odata::EnumType,
)]
#[odata(type = "Edm.String", crate = "::odata")]
pub enum Color {
    /// Red.
    Red,
    /// What this build does not know.
    #[odata(other)]
    Other(::std::string::String),
}

/// A size.
#[derive(::std::clone::Clone, ::std::cmp::PartialEq, ::odata::ComplexType)]
#[odata(
    type = "microsoft.graph.size",
    base = "microsoft.graph.target",
    debug,
    crate = "::odata"
)]
pub struct Size {
    /// The width.
    pub width: i32,
    /// The height.
    pub height: ::std::option::Option<i32>,
}

/// What is of one of several types.
#[derive(::std::clone::Clone, ::std::cmp::PartialEq, ::odata::ComplexType)]
#[odata(type = "microsoft.graph.target", debug, crate = "::odata")]
pub enum Target {
    /// A size.
    Size(Size),
    /// A type that this build does not know.
    #[odata(other)]
    Unknown(::serde_json::Value),
}

/// A base type.
#[derive(::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::PartialEq, ::odata::Entity)]
#[odata(
    type = "microsoft.graph.base",
    path = "/bases/{baseId}",
    is_base,
    crate = "::odata"
)]
pub struct Base {
    /// The key, chosen by the client.
    #[odata(key(client))]
    pub id: ::std::string::String,
    /// The name.
    pub name: ::std::option::Option<Name>,
}

/// A type with everything.
#[derive(::std::clone::Clone, ::std::cmp::PartialEq, ::odata::Entity)]
#[odata(
    type = "microsoft.graph.derived",
    path(
        by_owner(template = "/users/{userId}/things('{thingId}')", type_tag = "never"),
        by_day = "/days/day={day: ::odata::edm::Duration}/{+path}"
    ),
    debug,
    crate = "::odata"
)]
pub struct Derived {
    /// The base.
    #[serde(flatten)]
    #[odata(base)]
    pub base: Base,
    /// What is done about conflicts.
    #[serde(rename = "@microsoft.graph.conflictBehavior")]
    #[odata(annotation)]
    pub conflict: ::std::option::Option<::std::string::String>,
    /// The rights.
    pub rights: ::std::option::Option<::odata::Flags<Rights>>,
    /// The size.
    #[odata(merge)]
    pub size: ::std::option::Option<Size>,
    /// The target.
    #[odata(patch_group = "target")]
    pub target: ::std::option::Option<Target>,
    /// Earlier sizes.
    #[odata(null_collection)]
    pub sizes: ::std::option::Option<::std::vec::Vec<Size>>,
    /// Texts by name.
    #[odata(non_nullable, secret)]
    pub labels: ::std::option::Option<BTreeMap<::std::string::String, ::std::string::String>>,
    /// What is written as it is.
    #[odata(serde)]
    pub counts: ::std::option::Option<::std::vec::Vec<u64>>,
    /// Its parts.
    #[odata(navigation(deep))]
    pub parts: ::std::option::Option<::std::vec::Vec<Base>>,
    /// What it belongs to.
    #[odata(navigation(deep))]
    pub owner: ::std::option::Option<::std::boxed::Box<Base>>,
    /// Where it came from.
    #[serde(rename = "@microsoft.graph.source")]
    #[odata(annotation, immutable, write_only)]
    pub source: ::std::option::Option<::std::string::String>,
    /// What is not declared.
    #[serde(flatten)]
    #[odata(open, secret)]
    pub extra: BTreeMap<::std::string::String, ::serde_json::Value>,
}

/// An entity of one of several types.
#[expect(clippy::large_enum_variant, reason = "the size is of no interest here")]
#[derive(::std::clone::Clone, ::std::cmp::PartialEq, ::odata::Entity)]
#[odata(
    type = "microsoft.graph.base",
    path = "/bases/{baseId}",
    debug,
    crate = "::odata"
)]
pub enum AnyBase {
    /// The derived type.
    Derived(Derived),
    /// A type that this build does not know.
    #[odata(other)]
    Unknown(::serde_json::Value),
}

/// A patch of all of it.
pub fn set(derived: &Derived) -> DerivedPatch {
    let base = Base::path("b");
    let part = Size::patch().height(::std::option::Option::Some(5));
    let patch = Derived::patch()
        .base(Base::patch().name(Name(::std::convert::From::from("n"))))
        .conflict("rename")
        .rights(
            <::odata::Flags<Rights> as ::std::iter::FromIterator<Rights>>::from_iter([
                Rights::Read,
                Rights::Write,
            ]),
        )
        .size(part)
        .sizes(::std::option::Option::None)
        .bind(Derived::PARTS, &base)
        .bind(Derived::OWNER, &base)
        .unbind(Derived::OWNER);
    let mut whole = derived.to_patch();
    whole.merge(patch);
    whole
}
