//! [`Flags`] on the wire: written and read as text, as an Edm value, as a key.

use super::{Flags, FlagsType, members_of, value_of};
use crate::edm::ValueError;
use crate::enums::{UnknownMember, unknown_name};
use crate::json::JsonWriter;
use crate::path::{Key, KeyWriter};
use crate::reader::{JsonReader, ReadError};
use crate::value::SENTINEL;
use crate::value::{Change, taken_as};
use crate::value::{EdmKind, EdmType, EdmValue};
use serde::de::{Deserialize, Deserializer, Unexpected, Visitor};
use serde::ser::{Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

/// Reads `a,b`; spaces around names are passed over.
///
/// # Errors
///
/// An empty name, or one that the enum neither knows nor keeps.
impl<E: FlagsType> FromStr for Flags<E> {
    type Err = UnknownMember;

    fn from_str(text: &str) -> Result<Self, UnknownMember> {
        let (mut out, mut members, mut bits) = (Self::empty(), Vec::new(), 0);
        for name in text.split(',').map(str::trim) {
            if name.is_empty() {
                return Err(UnknownMember::new(E::TYPE_NAME, name));
            }
            match name.parse::<u64>() {
                Ok(number) => {
                    let (found, left) = members_of(number, number & !bits);
                    members.extend(found);
                    out.bits |= left;
                    bits |= number;
                }
                Err(_) => {
                    let member = E::from_name(name)?;
                    let value = value_of(&member);
                    if value != Some(0) {
                        bits |= value.unwrap_or_default();
                        members.push(member);
                    }
                }
            }
        }
        out.push_all(members);
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

impl<E: FlagsType> EdmValue for Flags<E> {
    type Body = Self;
    type Whole = Self;
    const EDM: EdmType = EdmType::new(E::TYPE_NAME, EdmKind::Enum);

    fn into_body(self) -> Self {
        self
    }

    fn placeholder() -> Self {
        Self::empty()
    }

    fn read_json(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        if from.is_text() {
            let before = from.at();
            let text = from.text()?;
            return text
                .parse()
                .map_err(|error: UnknownMember| unknown_name(before, E::TYPE_NAME, error.name()));
        }
        let bits = from.number()?.parse::<u64>();
        bits.map(Self::from_bits).map_err(|_| {
            from.fail(format!(
                "expected the names of members of `{}`, or their value as an integer",
                E::TYPE_NAME
            ))
        })
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

taken_as! {
    [E: FlagsType] E => Flags<E>, Flags::from;
    [E: FlagsType, const N: usize] [E; N] => Flags<E>, Flags::from_iter;
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
