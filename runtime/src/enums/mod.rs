//! Enumeration types: names on the wire, unknown members kept.

mod read;
mod text;

pub(crate) use read::unknown_name;
pub use text::{enum_text, text_edm, text_json_len, write_text, write_text_literal};

use crate::json::JsonWriter;
use crate::path::KeyWriter;
use crate::reader::{JsonReader, ReadError};
use crate::value::{EdmKind, EdmType, EdmValue, SENTINEL};
use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

/// An enumeration type, or text of which the values are known. Derive it: `#[derive(EnumType)]`.
///
/// ```
/// use odata_entity::EnumType;
///
/// /// The choices of a drop-down list, of any enumeration type.
/// fn choices<T: EnumType>() -> Vec<&'static str> {
///     T::MEMBERS.iter().map(T::name).collect()
/// }
///
/// #[derive(Debug, Clone, PartialEq, EnumType)]
/// #[odata(type = "contoso.size")]
/// enum Size {
///     Small,
///     Large,
/// }
/// assert_eq!(choices::<Size>(), ["small", "large"]);
/// ```
pub trait EnumType: Sized + 'static {
    /// The qualified name: `microsoft.graph.complianceStatus`; `Edm.String` of text.
    const TYPE_NAME: &'static str;

    /// The members that this build knows.
    const MEMBERS: &'static [Self];

    /// The names of members that a service shows only on request
    /// (`Prefer: include-unknown-enum-members`).
    const EVOLVED: &'static [&'static str] = &[];

    /// Whether the members are values of `Edm.String`, and not of an enumeration type.
    #[doc(hidden)]
    const IS_TEXT: bool = false;

    /// The member's name on the wire.
    fn name(&self) -> &str;

    /// The fallback for a name that no member has.
    ///
    /// # Errors
    ///
    /// The enum has no variant marked `#[odata(other)]`.
    fn other(name: &str) -> Result<Self, UnknownMember>;

    /// A copy: an enumeration type is `Clone`, which only its use as a value asks for, so that the compiler reports a
    /// missing `Clone` there alone.
    #[doc(hidden)]
    #[must_use = "this changes nothing: use what it returns"]
    fn copy(&self) -> Self;

    /// Whether this is the fallback.
    fn is_other(&self) -> bool {
        false
    }

    /// The member of that name, or the fallback.
    ///
    /// # Errors
    ///
    /// No member has the name, and the enum has no variant marked `#[odata(other)]`.
    fn from_name(name: &str) -> Result<Self, UnknownMember> {
        match Self::MEMBERS.iter().find(|member| member.name() == name) {
            Some(member) => Ok(member.copy()),
            None => Self::other(name),
        }
    }
}

/// A type that keeps the name of an unknown member: `String`, and what else is made of text and reads as text.
///
/// ```
/// use odata_entity::EnumType;
/// use std::sync::Arc;
///
/// #[derive(Debug, Clone, PartialEq, EnumType)]
/// #[odata(type = "contoso.size")]
/// enum Size {
///     Small,
///     /// Cheap to clone.
///     #[odata(other)]
///     Other(Arc<str>),
/// }
///
/// let size: Size = serde_json::from_str("\"huge\"")?;
/// assert_eq!(size, Size::Other("huge".into()));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "the fallback cannot keep the name of an unknown member in a `{Self}`",
    label = "write `String`"
)]
pub trait OtherName {
    /// Keeps the name.
    fn of(name: &str) -> Self;

    /// The name.
    fn text(&self) -> &str;
}

#[diagnostic::do_not_recommend]
impl<T: for<'a> From<&'a str> + Deref<Target = str>> OtherName for T {
    #[inline]
    fn of(name: &str) -> Self {
        Self::from(name)
    }

    #[inline]
    fn text(&self) -> &str {
        self
    }
}

/// A name that no member of an enum without fallback has, or an empty one among flags.
///
/// ```
/// use odata_entity::{EnumType, UnknownMember};
///
/// #[derive(Debug, Clone, PartialEq, EnumType)]
/// #[odata(type = "contoso.size")]
/// enum Size {
///     Small,
///     Large,
/// }
///
/// let error: UnknownMember = "huge".parse::<Size>().unwrap_err();
/// assert_eq!((error.type_name(), error.name()), ("contoso.size", "huge"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownMember {
    type_name: &'static str,
    name: String,
}

impl UnknownMember {
    pub(crate) fn new(type_name: &'static str, name: &str) -> Self {
        Self {
            type_name,
            name: name.to_owned(),
        }
    }

    /// The enumeration type's qualified name; `Edm.String` of text.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn type_name(&self) -> &str {
        self.type_name
    }

    /// The unknown name.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for UnknownMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if text::is_text(self.type_name) {
            return write!(f, "{:?} is {}", self.name, text::UNKNOWN);
        }
        if self.name.is_empty() {
            return write!(f, "an empty name in the members of `{}`", self.type_name);
        }
        write!(
            f,
            "`{}` has no member {:?} in this build: a variant `#[odata(other)] Other(String)` would keep it",
            self.type_name, self.name
        )
    }
}

impl std::error::Error for UnknownMember {}

/// The error of an enum without fallback.
///
/// # Errors
///
/// Always.
pub fn unknown_member<T: EnumType>(name: &str) -> Result<T, UnknownMember> {
    Err(UnknownMember::new(T::TYPE_NAME, name))
}

/// [`EnumType::name`] as a function: calls of the trait's own methods would each report an enum that is not `Clone`.
#[must_use = "this changes nothing: use what it returns"]
pub fn name<T: EnumType>(member: &T) -> &str {
    member.name()
}

/// [`EnumType::from_name`] as a function, for the same reason.
///
/// # Errors
///
/// A name that the enum neither knows nor keeps.
pub fn from_name<T: EnumType>(name: &str) -> Result<T, UnknownMember> {
    T::from_name(name)
}

/// Reads a member by its name.
///
/// # Errors
///
/// Those of the deserializer, and a name that the enum neither knows nor keeps.
pub fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: EnumType,
    D: serde::Deserializer<'de>,
{
    let name: Cow<'de, str> = serde::Deserialize::deserialize(deserializer)?;
    from_name(&name).map_err(serde::de::Error::custom)
}

/// Reads a member that is a value.
///
/// # Errors
///
/// What is no text, and a name that the enum neither knows nor keeps.
pub fn read_json<T: EnumType>(from: &mut JsonReader<'_>) -> Result<T, ReadError> {
    from.member()
}

/// Writes a member as a key: as a literal where a typed one is expected, by its name elsewhere.
pub fn write_key<T: EnumType>(member: &T, out: &mut KeyWriter) {
    match T::IS_TEXT {
        true => out.text(member.name()),
        false => out.quoted_literal(T::TYPE_NAME, member.name()),
    }
}

/// Writes a member as a value, by its name.
///
/// The name of a member that not every client knows is noted, for the preference that such members need; the sentinel
/// cannot be sent.
pub fn write_json<T: EnumType>(member: &T, out: &mut JsonWriter) {
    let name = member.name();
    if member.is_other() || T::EVOLVED.contains(&name) {
        out.note_unknown_member();
    }
    if name == SENTINEL {
        out.fail_sentinel();
    }
    out.string(name);
}

/// The Edm type of an enumeration type.
pub const fn edm<T: EnumType>(id: u64) -> EdmType {
    EdmType::derived(T::TYPE_NAME, EdmKind::Enum, id)
}

/// Copies a member that is a value.
#[must_use = "this changes nothing: use what it returns"]
pub fn copy<T: EdmValue>(member: &T) -> T {
    member.clone()
}

/// An enumeration type as a value. `$id` is the number made of the type's name, `$first` its first member.
///
/// Not one impl in the runtime for all enums: with it, the compiler would report of any type that is no value that it
/// is no enum, once for each place where a patch names what it holds.
#[doc(hidden)]
#[macro_export]
macro_rules! __enum_value {
    ($id:literal ($first:expr)) => {
        type Whole = Self;
        const EDM: __odata::EdmType = __odata::enums::edm::<Self>($id);
        #[inline]
        fn into_body(self) -> Self {
            self
        }
        #[inline]
        fn placeholder() -> Self {
            $first
        }
        #[inline]
        fn read_json(from: &mut __odata::JsonReader<'_>) -> __odata::Result<Self, __odata::ReadError> {
            __odata::enums::read_json(from)
        }
        #[inline]
        fn write_json(&self, out: &mut __odata::JsonWriter) {
            __odata::enums::write_json(self, out)
        }
        #[inline]
        fn member(&self) -> __odata::Option<&str> {
            __odata::Some(__odata::enums::name(self))
        }
    };
}

/// The impls that every member has, all of them calls into the runtime.
#[doc(hidden)]
#[macro_export]
macro_rules! __enum_member {
    ($ty:ident) => {
        #[automatically_derived]
        impl __odata::Key for $ty {
            #[inline]
            fn write_key(&self, out: &mut __odata::KeyWriter) {
                __odata::enums::write_key(self, out);
            }
        }
        #[automatically_derived]
        impl __odata::Display for $ty {
            #[inline]
            fn fmt(&self, f: &mut __odata::Formatter<'_>) -> __odata::fmt::Result {
                f.pad(__odata::enums::name(self))
            }
        }
        #[automatically_derived]
        impl __odata::FromStr for $ty {
            type Err = __odata::UnknownMember;
            #[inline]
            fn from_str(name: &str) -> __odata::Result<Self, __odata::UnknownMember> {
                __odata::enums::from_name(name)
            }
        }
        #[automatically_derived]
        impl __odata::Serialize for $ty {
            #[inline]
            fn serialize<S: __odata::Serializer>(&self, s: S) -> __odata::Result<S::Ok, S::Error> {
                s.serialize_str(__odata::enums::name(self))
            }
        }
        #[automatically_derived]
        impl<'de> __odata::Deserialize<'de> for $ty {
            #[inline]
            fn deserialize<D: __odata::Deserializer<'de>>(d: D) -> __odata::Result<Self, D::Error> {
                __odata::enums::deserialize(d)
            }
        }
    };
}

// The compiler shows the first name where a derive of serde is beside ours.
pub use {__enum_member as drop_serdes_derives_of_Serialize_and_Deserialize, __enum_value as enum_value};
