//! Enumeration types: names on the wire, unknown members kept.

use crate::value::EdmValue;
use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

/// The member that evolvable enumerations end their first set of members with: it can be read, and not sent
/// ([Microsoft Graph: evolvable enumerations](https://learn.microsoft.com/graph/best-practices-concept#handling-future-members-in-evolvable-enumerations)).
pub const SENTINEL: &str = "unknownFutureValue";

/// An enumeration type. Derive it: `#[derive(EnumType)]`.
pub trait EnumType: Sized + 'static {
    /// The qualified name: `microsoft.graph.complianceStatus`.
    const TYPE_NAME: &'static str;

    /// The members that this build knows.
    const MEMBERS: &'static [Self];

    /// The names of members that a service shows only to who asks for them
    /// (`Prefer: include-unknown-enum-members`).
    const EVOLVED: &'static [&'static str] = &[];

    /// The member's name on the wire.
    fn name(&self) -> &str;

    /// The fallback for a name that no member has.
    ///
    /// # Errors
    ///
    /// The enum has no variant marked `#[odata(other)]`.
    fn other(name: &str) -> Result<Self, UnknownMember>;

    /// Whether this is the fallback.
    fn is_other(&self) -> bool {
        false
    }

    /// The member of that name, or the fallback.
    ///
    /// # Errors
    ///
    /// No member has the name, and the enum has no variant marked `#[odata(other)]`.
    fn from_name(name: &str) -> Result<Self, UnknownMember>
    where
        Self: Clone,
    {
        match Self::MEMBERS.iter().find(|member| member.name() == name) {
            Some(member) => Ok(member.clone()),
            None => Self::other(name),
        }
    }
}

/// A type that keeps the name of an unknown member: `String`, and what else is made of text and reads as text.
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

/// A name that no member of an enum without fallback has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownMember {
    type_name: &'static str,
    name: String,
}

impl UnknownMember {
    /// The enumeration type's qualified name.
    pub fn type_name(&self) -> &str {
        self.type_name
    }

    /// The unknown name.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for UnknownMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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
    Err(UnknownMember {
        type_name: T::TYPE_NAME,
        name: name.to_owned(),
    })
}

/// The member of that name, or the fallback.
///
/// A function as well as [`EnumType::from_name`]: of an enum that is not `Clone`, only its `EdmValue` is to be told.
///
/// # Errors
///
/// A name that the enum neither knows nor keeps.
pub fn from_name<T: EnumType + EdmValue>(name: &str) -> Result<T, UnknownMember> {
    T::from_name(name)
}

/// Reads a member by its name.
///
/// # Errors
///
/// Those of the deserializer, and a name that the enum neither knows nor keeps.
pub fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: EnumType + EdmValue,
    D: serde::Deserializer<'de>,
{
    let name: Cow<'de, str> = serde::Deserialize::deserialize(deserializer)?;
    from_name(&name).map_err(serde::de::Error::custom)
}

/// Writes a member as JSON, and notes what the request has to say of it.
pub fn write_json<T: EnumType>(member: &T, out: &mut crate::JsonWriter) {
    let name = member.name();
    if member.is_other() || T::EVOLVED.contains(&name) {
        out.note_unknown_member();
    }
    if name == SENTINEL {
        out.fail_sentinel();
    }
    out.string(name);
}

/// Writes a member as a URL literal: `microsoft.graph.complianceStatus'error'`
/// ([OData ABNF, `enum`](https://docs.oasis-open.org/odata/odata/v4.01/os/abnf/odata-abnf-construction-rules.txt)).
pub fn write_literal<T: EnumType>(member: &T, out: &mut Vec<u8>) {
    out.extend_from_slice(T::TYPE_NAME.as_bytes());
    crate::edm::string::write_literal(member.name(), out);
}

/// The impls that every enumeration type has, all of them calls into the runtime.
#[doc(hidden)]
#[macro_export]
macro_rules! __enum_type {
    ($ty:ident) => {
        impl __odata::EdmValue for $ty {
            type Body = Self;
            const EDM: __odata::EdmType = __odata::EdmType::new(
                <$ty as __odata::EnumType>::TYPE_NAME,
                __odata::EdmKind::Enum,
            );
            #[inline]
            fn into_body(self) -> Self {
                self
            }
            #[inline]
            fn write_json(&self, out: &mut __odata::JsonWriter) {
                __odata::enums::write_json(self, out);
            }
            #[inline]
            fn json_len(&self) -> usize {
                __odata::EnumType::name(self).len() + 2
            }
            #[inline]
            fn write_literal(&self, out: &mut __odata::Vec<u8>) -> __odata::Result<(), __odata::ValueError> {
                __odata::enums::write_literal(self, out);
                __odata::Ok(())
            }
            #[inline]
            fn same(&self, other: &Self) -> bool {
                __odata::PartialEq::eq(
                    __odata::EnumType::name(self),
                    __odata::EnumType::name(other),
                )
            }
            #[inline]
            fn is_sentinel(&self) -> bool {
                __odata::PartialEq::eq(__odata::EnumType::name(self), __odata::enums::SENTINEL)
            }
        }
        impl __odata::Key for $ty {
            #[inline]
            fn write_key(&self, out: &mut __odata::KeyWriter) {
                out.value(self);
            }
        }
        impl __odata::Display for $ty {
            #[inline]
            fn fmt(&self, f: &mut __odata::Formatter<'_>) -> __odata::FmtResult {
                f.pad(__odata::EnumType::name(self))
            }
        }
        impl __odata::FromStr for $ty {
            type Err = __odata::UnknownMember;
            #[inline]
            fn from_str(name: &str) -> __odata::Result<Self, __odata::UnknownMember> {
                __odata::enums::from_name(name)
            }
        }
        impl __odata::Serialize for $ty {
            #[inline]
            fn serialize<S: __odata::Serializer>(&self, s: S) -> __odata::Result<S::Ok, S::Error> {
                s.serialize_str(__odata::EnumType::name(self))
            }
        }
        impl<'de> __odata::Deserialize<'de> for $ty {
            #[inline]
            fn deserialize<D: __odata::Deserializer<'de>>(d: D) -> __odata::Result<Self, D::Error> {
                __odata::enums::deserialize(d)
            }
        }
    };
}
