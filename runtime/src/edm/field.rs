//! What the `#[serde(with = "odata_entity::edm::…")]` modules have in common.
//!
//! Serde calls a `with` module with the type of the field, `Option<…>` included, so the modules' functions are generic
//! over [`Field`]. The trait and the marker types stay unnameable outside, which seals them.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::hash::BuildHasher;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error as _, Expected, MapAccess, Unexpected, Visitor};
use serde::ser::{Error as _, Serialize, Serializer};

use super::error::ValueError;

/// A Rust type that the `with` module of the Edm type `E` reads and writes.
#[diagnostic::on_unimplemented(
    message = "this `#[serde(with = …)]` module does not read and write `{Self}`",
    label = "not a type of this Edm type",
    note = "the module's documentation names its types; `Option`, `Vec` and maps of them work too"
)]
pub trait Field<E>: Sized {
    /// Writes the value as OData's JSON has it.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Reads the value as OData's JSON has it.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// Gives a module the two functions that serde's `with` calls, and the marker type that is the parameter of its [`Field`].
macro_rules! serde_with {
    ($edm:ident) => {
        mod marker {
            /// The Edm type, as a parameter of `Field`; never a value.
            pub enum $edm {}
        }

        /// Writes a field, for `#[serde(with = …)]`: one of the Rust types that the module's page has, or `Option`, `Vec` and maps
        /// from `String` of one. You name the module, as its example does.
        ///
        /// # Errors
        ///
        /// A value that has no form in OData, and the serializer's own errors.
        pub fn serialize<T, S>(value: &T, serializer: S) -> Result<S::Ok, S::Error>
        where
            T: $crate::edm::field::Field<marker::$edm>,
            S: serde::Serializer,
        {
            value.write(serializer)
        }

        /// Reads a field, for `#[serde(with = …)]`: one of the Rust types that the module's page has, or `Option`, `Vec` and maps
        /// from `String` of one. A missing member of an `Option` needs `#[serde(default)]` next to the `with`. You name the module,
        /// as its example does.
        ///
        /// # Errors
        ///
        /// Text that is no value of the Edm type, a JSON value of another type, and the deserializer's own errors.
        pub fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
        where
            T: $crate::edm::field::Field<marker::$edm>,
            D: serde::Deserializer<'de>,
        {
            T::read(deserializer)
        }
    };
}
pub(super) use serde_with;

impl<E, T: Field<E>> Field<E> for Option<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().map(Borrowed::new).serialize(serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<Owned<E, T>>::deserialize(deserializer)?.map(|owned| owned.value))
    }
}

impl<E, T: Field<E>> Field<E> for Vec<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Borrowed::new))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<Owned<E, T>>::deserialize(deserializer)?
            .into_iter()
            .map(|owned| owned.value)
            .collect())
    }
}

/// Dictionaries, and the undeclared members of an open type (beside `#[serde(flatten)]`).
macro_rules! map_field {
    ($($ty:ident $(, $hasher:ident)?;)*) => {$(
        impl<E, T: Field<E> $(, $hasher: BuildHasher + Default)?> Field<E> for $ty<String, T $(, $hasher)?> {
            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map(self.iter().map(|(name, value)| (name, Borrowed::new(value))))
            }

            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let owned = $ty::<String, Owned<E, T>>::deserialize(deserializer)?;
                Ok(owned.into_iter().map(|(name, owned)| (name, owned.value)).collect())
            }
        }
    )*};
}

map_field! {
    BTreeMap;
    HashMap, H;
}

/// A [`Field`] as something that serde's own `Option`, sequences and maps can write.
struct Borrowed<'a, E, T> {
    value: &'a T,
    edm: PhantomData<E>,
}

impl<'a, E, T> Borrowed<'a, E, T> {
    fn new(value: &'a T) -> Self {
        Self {
            value,
            edm: PhantomData,
        }
    }
}

impl<E, T: Field<E>> Serialize for Borrowed<'_, E, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.write(serializer)
    }
}

/// A [`Field`] as something that serde's own `Option`, `Vec` and maps can read.
struct Owned<E, T> {
    value: T,
    edm: PhantomData<E>,
}

impl<'de, E, T: Field<E>> Deserialize<'de> for Owned<E, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(|value| Self {
            value,
            edm: PhantomData,
        })
    }
}

/// Writes the text that `write` makes as a JSON string.
pub(super) fn serialize_text<S, F>(serializer: S, write: F) -> Result<S::Ok, S::Error>
where
    S: Serializer,
    F: FnOnce(&mut Vec<u8>) -> Result<(), ValueError>,
{
    let mut text = Vec::new();
    write(&mut text).map_err(S::Error::custom)?;
    serializer.serialize_str(std::str::from_utf8(&text).map_err(S::Error::custom)?)
}

/// Reads a JSON string through `parse`.
pub(super) fn deserialize_text<'de, T, D>(
    deserializer: D,
    edm_type: &'static str,
    parse: fn(&str) -> Result<T, ValueError>,
) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
{
    deserializer.deserialize_str(Text { edm_type, parse })
}

/// serde_json's way to hand over the text of a JSON value: a map of one member with a special name. Raw values come
/// in it, and numbers where some crate of the build has turned its feature `arbitrary_precision` on. `visitor` is
/// what an error reports as expected in place of any other map.
pub(super) fn json_text<'de, A: MapAccess<'de>, T: Deserialize<'de>>(
    mut map: A,
    visitor: &dyn Expected,
) -> Result<T, A::Error> {
    match map.next_key::<String>()? {
        Some(key) if key.starts_with("$serde_json::private::") => map.next_value(),
        _ => Err(A::Error::invalid_type(Unexpected::Map, visitor)),
    }
}

struct Text<T> {
    edm_type: &'static str,
    parse: fn(&str) -> Result<T, ValueError>,
}

impl<T> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a JSON string that holds an {}", self.edm_type)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        (self.parse)(text).map_err(E::custom)
    }
}
