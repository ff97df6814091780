//! Templates as the derives emit them, and how they are filled.

use super::error::{PathError, PathErrorKind};
use super::key::{Key, KeyWriter};

/// A path template, cut into what is written as it is and what is filled in; checked when it was compiled.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    /// The template as the user wrote it.
    pub text: &'static str,
    /// Its pieces, in order.
    pub parts: &'static [PathPart],
}

/// A piece of a path.
#[derive(Clone, Copy, Debug)]
pub enum PathPart {
    /// Written as it is.
    Literal(&'static str),
    /// Filled with the next key, an entire segment that is percent-encoded: what most placeholders are. The
    /// placeholder's name.
    Segment(&'static str),
    /// Filled with the next key: the placeholder's name, its form and its encoding.
    Key(&'static str, KeyForm, Encode),
    /// The same where a schema has what else can be at the place.
    Reserved(&'static str, KeyForm, Encode, Reserved),
}

/// The names that mean something other than a key at a key's place: operations, types.
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

/// How a key is written at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyForm {
    /// `/{x}`: an entire segment, unquoted (OData URL Conventions 4.01, 4.3.6: key-as-segment).
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
    pub fn fill(&self, keys: &[&dyn Key]) -> Result<String, PathError> {
        let keys_len: usize = keys.iter().map(|key| key.len_hint()).sum();
        let mut writer = KeyWriter::new(String::with_capacity(self.text.len() + 3 * keys_len));
        let mut keys = keys.iter();
        for part in self.parts {
            let (name, form, encode, reserved) = match part {
                PathPart::Literal(text) => {
                    writer.literal(text);
                    continue;
                }
                PathPart::Segment(name) => (*name, KeyForm::Segment, Encode::Once, None),
                PathPart::Key(name, form, encode) => (*name, *form, *encode, None),
                PathPart::Reserved(name, form, encode, reserved) => (*name, *form, *encode, Some(reserved)),
            };
            let Some(key) = keys.next() else { continue };
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
        Ok(writer.into_path())
    }
}

/// The arguments of a path function, one a placeholder: a tuple, which costs the user's build less than a slice of
/// trait objects does.
pub trait Keys {
    /// Fills the template with the keys.
    ///
    /// # Errors
    ///
    /// Those of [`Template::fill`].
    fn fill(&self, template: Template) -> Result<String, PathError>;
}

macro_rules! keys {
    ($($key:ident)*) => {
        impl<$($key: Key),*> Keys for ($($key,)*) {
            #[inline]
            fn fill(&self, template: Template) -> Result<String, PathError> {
                #[allow(non_snake_case, reason = "the bindings are named as the types are")]
                let ($($key,)*) = self;
                template.fill(&[$($key),*])
            }
        }
    };
}

keys!();
keys!(A);
keys!(A B);
keys!(A B C);
keys!(A B C D);
keys!(A B C D E);
keys!(A B C D E F);

/// More placeholders than tuples are made for.
impl Keys for &[&dyn Key] {
    fn fill(&self, template: Template) -> Result<String, PathError> {
        template.fill(self)
    }
}

/// What is wrong with a key, and the key.
pub(super) type KeyFault = (PathErrorKind, String);
