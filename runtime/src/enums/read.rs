//! The names of members, read.

use super::EnumType;
use super::text::{UNKNOWN, is_text};
use crate::reader::{JsonReader, ReadError};

impl JsonReader<'_> {
    /// Reads the name of an enumeration's member.
    pub(crate) fn member<T: EnumType>(&mut self) -> Result<T, ReadError> {
        if !self.is_text() {
            return Err(self.expected_as(T::TYPE_NAME, "text"));
        }
        let before = self.at();
        let name = self.text()?;
        T::from_name(&name).map_err(|_| unknown_name(before, T::TYPE_NAME, &name))
    }
}

/// The error of a member that an enum without fallback does not have.
#[cold]
pub(crate) fn unknown_name(at: usize, type_name: &str, name: &str) -> ReadError {
    let mut error = ReadError::new(
        at,
        match name.trim() {
            _ if is_text(type_name) => format!("the value is {UNKNOWN}"),
            "" => format!("an empty name in the members of `{type_name}`"),
            _ => format!(
                "`{type_name}` has no such member in this build: a variant `#[odata(other)] Other(String)` would keep it"
            ),
        },
    );
    error.set_value(name);
    error
}
