//! [`Flags`]: values of enumeration types whose members can be combined.

use crate::change::{Change, IntoNonNull, NonNullChange};
use crate::edm::ValueError;
use crate::enums::{EnumType, SENTINEL, UnknownMember};
use crate::json::JsonWriter;
use crate::path::{Key, KeyWriter};
use crate::value::{EdmKind, EdmType, EdmValue};
use serde::de::{Deserialize, Deserializer, Unexpected, Visitor};
use serde::ser::{Serialize, Serializer};
use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{BitAnd, BitOr, Sub};
use std::str::FromStr;

/// An enumeration type marked `#[odata(flags)]`: its values are [`Flags`] of its members
/// ([OData CSDL 4.01, 10.2](https://docs.oasis-open.org/odata/odata-csdl-xml/v4.01/odata-csdl-xml-v4.01.html#sec_FlagsEnumerationType)).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an enumeration of flags",
    label = "its members cannot be combined",
    note = "add `flags` to its attribute: `#[odata(type = \"…\", flags)]`"
)]
pub trait FlagsType: EnumType + Clone {
    /// The values of [`MEMBERS`](EnumType::MEMBERS), in their order; zero is the member for no flag at all.
    const VALUES: &'static [u64];
}

/// A set of flags: members of an enumeration type, and the names that this build does not know.
///
/// On the wire it is `"a,b"`; no flag at all is the member whose value is zero (often `none`), or `"0"` if there is
/// none. Known members are written in the order of their declaration, unknown names behind them. An integer is read by
/// the members' values; bits that no member has are kept as a number.
#[derive(Clone)]
pub struct Flags<E> {
    members: Vec<E>,
    /// Bits of an integer that was read, which no member has.
    bits: u64,
}

impl<E: FlagsType> Flags<E> {
    /// No flag at all.
    pub const fn empty() -> Self {
        Self {
            members: Vec::new(),
            bits: 0,
        }
    }

    /// Every member that this build knows.
    pub fn all() -> Self {
        E::MEMBERS.iter().cloned().collect()
    }

    /// Whether no flag is set.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty() && self.bits == 0
    }

    /// Whether the member is set; the member for no flag is when no other one is.
    pub fn contains(&self, member: &E) -> bool {
        if is_zero(member) {
            return self.is_empty();
        }
        self.members.iter().any(|other| other.name() == member.name())
    }

    /// Sets a member.
    pub fn insert(&mut self, member: E) {
        if is_zero(&member) || self.contains(&member) {
            return;
        }
        self.members.push(member);
        // A stable sort: unknown names stay in the order in which they came, behind the known members.
        self.members
            .sort_by_key(|member| position(member).unwrap_or(usize::MAX));
    }

    /// Takes a member out.
    pub fn remove(&mut self, member: &E) {
        self.members.retain(|other| other.name() != member.name());
    }

    /// The members that are set.
    pub fn iter(&self) -> std::slice::Iter<'_, E> {
        self.members.iter()
    }

    /// The value on the wire: the names, joined by commas.
    fn names(&self) -> String {
        let mut names: Vec<String> = self
            .members
            .iter()
            .map(|member| member.name().to_owned())
            .collect();
        if self.bits != 0 {
            names.push(self.bits.to_string());
        }
        if names.is_empty() {
            names.push(
                E::MEMBERS
                    .iter()
                    .find(|member| is_zero(*member))
                    .map_or("0", E::name)
                    .to_owned(),
            );
        }
        names.join(",")
    }

    fn from_bits(bits: u64) -> Self {
        let mut out = Self {
            members: Vec::new(),
            bits,
        };
        for (member, value) in E::MEMBERS.iter().zip(E::VALUES) {
            if *value != 0 && bits & value == *value {
                out.members.push(member.clone());
                out.bits &= !value;
            }
        }
        out
    }
}

/// The member's place in the declaration.
fn position<E: FlagsType>(member: &E) -> Option<usize> {
    E::MEMBERS.iter().position(|other| other.name() == member.name())
}

/// Whether it is the member for no flag at all.
fn is_zero<E: FlagsType>(member: &E) -> bool {
    position(member).and_then(|at| E::VALUES.get(at)) == Some(&0)
}

/// Reads `a,b`; spaces around names are passed over.
///
/// # Errors
///
/// An empty name, or one that the enum neither knows nor keeps.
impl<E: FlagsType> FromStr for Flags<E> {
    type Err = UnknownMember;

    fn from_str(text: &str) -> Result<Self, UnknownMember> {
        let mut out = Self::empty();
        for name in text.split(',').map(str::trim) {
            if name.is_empty() {
                return Err(UnknownMember::new(E::TYPE_NAME, name));
            }
            match name.parse::<u64>() {
                Ok(bits) => {
                    let numbered = Self::from_bits(bits);
                    out.bits |= numbered.bits;
                    numbered.members.into_iter().for_each(|member| out.insert(member));
                }
                Err(_) => out.insert(E::from_name(name)?),
            }
        }
        Ok(out)
    }
}

/// The value on the wire.
impl<E: FlagsType> fmt::Display for Flags<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.names())
    }
}

impl<E: FlagsType> fmt::Debug for Flags<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Flags({})", self.names())
    }
}

impl<E: FlagsType> Default for Flags<E> {
    fn default() -> Self {
        Self::empty()
    }
}

/// As sets.
impl<E: FlagsType> PartialEq for Flags<E> {
    fn eq(&self, other: &Self) -> bool {
        let set = |flags: &Self| {
            flags
                .members
                .iter()
                .map(|member| member.name().to_owned())
                .collect::<BTreeSet<_>>()
        };
        self.bits == other.bits && set(self) == set(other)
    }
}

impl<E: FlagsType> Eq for Flags<E> {}

impl<E: FlagsType> FromIterator<E> for Flags<E> {
    fn from_iter<I: IntoIterator<Item = E>>(members: I) -> Self {
        let mut out = Self::empty();
        out.extend(members);
        out
    }
}

impl<E: FlagsType> Extend<E> for Flags<E> {
    fn extend<I: IntoIterator<Item = E>>(&mut self, members: I) {
        members.into_iter().for_each(|member| self.insert(member));
    }
}

impl<E: FlagsType> From<E> for Flags<E> {
    fn from(member: E) -> Self {
        std::iter::once(member).collect()
    }
}

impl<E: FlagsType, const N: usize> From<[E; N]> for Flags<E> {
    fn from(members: [E; N]) -> Self {
        members.into_iter().collect()
    }
}

impl<E: FlagsType> IntoIterator for Flags<E> {
    type Item = E;
    type IntoIter = std::vec::IntoIter<E>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.into_iter()
    }
}

impl<'a, E: FlagsType> IntoIterator for &'a Flags<E> {
    type Item = &'a E;
    type IntoIter = std::slice::Iter<'a, E>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The union.
impl<E: FlagsType, T: Into<Self>> BitOr<T> for Flags<E> {
    type Output = Self;

    fn bitor(mut self, other: T) -> Self {
        let other = other.into();
        self.bits |= other.bits;
        self.extend(other.members);
        self
    }
}

/// The intersection.
impl<E: FlagsType, T: Into<Self>> BitAnd<T> for Flags<E> {
    type Output = Self;

    fn bitand(mut self, other: T) -> Self {
        let other = other.into();
        self.bits &= other.bits;
        self.members.retain(|member| other.contains(member));
        self
    }
}

/// The difference.
impl<E: FlagsType, T: Into<Self>> Sub<T> for Flags<E> {
    type Output = Self;

    fn sub(mut self, other: T) -> Self {
        let other = other.into();
        self.bits &= !other.bits;
        self.members.retain(|member| !other.contains(member));
        self
    }
}

impl<E: FlagsType> EdmValue for Flags<E> {
    type Body = Self;
    type Whole = Self;
    const EDM: EdmType = EdmType::new(E::TYPE_NAME, EdmKind::Enum);

    fn into_body(self) -> Self {
        self
    }

    fn write_json(&self, out: &mut JsonWriter) {
        if self.bits != 0
            || self
                .members
                .iter()
                .any(|member| member.is_other() || E::EVOLVED.contains(&member.name()))
        {
            out.note_unknown_member();
        }
        if self.is_sentinel() {
            out.fail_sentinel();
        }
        out.string(&self.names());
    }

    fn write_literal(&self, out: &mut Vec<u8>) -> Result<(), ValueError> {
        out.extend_from_slice(E::TYPE_NAME.as_bytes());
        crate::edm::string::write_literal(&self.names(), out);
        Ok(())
    }

    fn same(&self, other: &Self) -> bool {
        self == other
    }

    fn is_sentinel(&self) -> bool {
        self.members.iter().any(|member| member.name() == SENTINEL)
    }
}

impl<E: FlagsType> Key for Flags<E> {
    fn write_key(&self, out: &mut KeyWriter) {
        out.quoted_literal(E::TYPE_NAME, &self.names());
    }
}

impl<E: FlagsType> From<E> for Change<Flags<E>> {
    fn from(member: E) -> Self {
        Self::Set(member.into())
    }
}

impl<E: FlagsType> IntoNonNull<NonNullChange<Flags<E>>> for E {
    fn into_non_null(self) -> NonNullChange<Flags<E>> {
        NonNullChange::Set(self.into())
    }
}

impl<E: FlagsType> Serialize for Flags<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.names())
    }
}

impl<'de, E: FlagsType> Deserialize<'de> for Flags<E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FlagsVisitor(PhantomData))
    }
}

struct FlagsVisitor<E>(PhantomData<E>);

impl<E: FlagsType> Visitor<'_> for FlagsVisitor<E> {
    type Value = Flags<E>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "members of `{}` joined by commas, or their value as an integer",
            E::TYPE_NAME
        )
    }

    fn visit_str<X: serde::de::Error>(self, text: &str) -> Result<Flags<E>, X> {
        text.parse().map_err(X::custom)
    }

    fn visit_u64<X: serde::de::Error>(self, bits: u64) -> Result<Flags<E>, X> {
        Ok(Flags::from_bits(bits))
    }

    fn visit_i64<X: serde::de::Error>(self, bits: i64) -> Result<Flags<E>, X> {
        match u64::try_from(bits) {
            Ok(bits) => Ok(Flags::from_bits(bits)),
            Err(_) => Err(X::invalid_value(Unexpected::Signed(bits), &self)),
        }
    }
}
