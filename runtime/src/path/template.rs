//! Templates as the derives emit them, and how they are filled.

use super::error::{PathError, PathErrorKind};
use super::key::{Key, KeyWriter};
use crate::tag::TypeTag;

/// A path template, cut into what is written as it is and what is filled in; checked when it was compiled.
#[derive(Debug)]
pub struct Template {
    /// The template as the user wrote it.
    pub text: &'static str,
    /// Its pieces, in order.
    pub parts: &'static [PathPart],
    /// The type tag policy of this path.
    pub type_tag: Option<TypeTag>,
    /// The type that this path declares.
    pub declared: Option<&'static str>,
    /// What else can stand at the place of each key; empty where no schema says.
    pub reserved: &'static [Reserved],
}

/// The names that stand for something other than a key at a key's place: operations, types.
#[derive(Clone, Copy, Debug)]
pub struct Reserved {
    /// A bit for each length that a name has, the last bit for all longer ones: most keys are settled by it.
    pub lengths: u64,
    /// The names, with spaces between them.
    pub names: &'static str,
}

impl Reserved {
    /// Whether a key, percent-encoded, is one of the names. Services do not look at case there.
    fn has(&self, key: &str) -> bool {
        self.lengths >> key.len().min(63) & 1 == 1
            && self.names.split(' ').any(|name| name.eq_ignore_ascii_case(key))
    }
}

/// A piece of a path.
#[derive(Clone, Copy, Debug)]
pub enum PathPart {
    /// Written as it is.
    Literal(&'static str),
    /// Filled with the next key: the placeholder's name, its form and its encoding.
    Key(&'static str, KeyForm, Encode),
}

/// How a key is written at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyForm {
    /// `/{x}`: a whole segment, unquoted (OData URL Conventions 4.01, 4.3.6: key-as-segment).
    Segment,
    /// `/{+x}`: several segments; slashes stay.
    Segments,
    /// `'{x}'`: inside quotes, which are doubled.
    Quoted,
    /// `({x})` and `(name={x})`: a typed URL literal.
    Typed,
    /// `name={x}` outside parentheses: a literal without quotes.
    Bare,
}

/// How a key is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encode {
    /// Percent-encoded.
    Once,
    /// `!raw`: the key's text is the literal itself; nothing is quoted, prefixed or refused for a `$`. Percent-encoded.
    Raw,
    /// `!twice`: percent-encoded twice.
    Twice,
}

impl Template {
    /// The path, from the first `/` on.
    ///
    /// # Errors
    ///
    /// The first key that cannot be where the template puts it.
    pub fn fill(&'static self, keys: &[&dyn Key]) -> Result<String, PathError> {
        let keys_len: usize = keys.iter().map(|key| key.len_hint()).sum();
        let mut writer = KeyWriter::new(String::with_capacity(self.text.len() + 3 * keys_len));
        let mut keys = keys.iter();
        let mut reserved = self.reserved.iter();
        for part in self.parts {
            match *part {
                PathPart::Literal(text) => writer.literal(text),
                PathPart::Key(name, form, encode) => {
                    let Some(key) = keys.next() else { continue };
                    let reserved = reserved.next();
                    let start = writer.len();
                    writer
                        .key(*key, form, encode)
                        .map_err(|(kind, key)| PathError::new(kind, name, self.text, key))?;
                    if let Some(reserved) = reserved
                        && reserved.has(writer.since(start))
                    {
                        let key = writer.since(start);
                        return Err(PathError::new(PathErrorKind::Reserved, name, self.text, key));
                    }
                }
            }
        }
        Ok(writer.into_path())
    }
}

/// What is wrong with a key, and the key.
pub(super) type KeyFault = (PathErrorKind, String);
