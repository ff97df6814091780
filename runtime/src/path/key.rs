//! Keys: what can be in a path, and how it is written so that it stays there.

use super::encode;
use super::error::PathErrorKind;
use super::template::{Encode, KeyFault, KeyForm};
use crate::edm::{self, Binary, Duration, ValueError, ValueErrorKind};
use crate::value::EdmValue;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Utc};
use std::borrow::Cow;

/// A value that can be a key in a path: strings, numbers, dates, GUIDs, enumeration members, and references to them.
///
/// A newtype of your own writes the key it wraps:
///
/// ```
/// use odata_entity::{Key, KeyWriter};
///
/// struct ConfigId(String);
///
/// impl Key for ConfigId {
///     fn write_key(&self, out: &mut KeyWriter) {
///         self.0.write_key(out);
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a key in a path",
    label = "not a key",
    note = "keys are strings, numbers, booleans, dates, GUIDs and enumeration members; a newtype of your own implements \
            `odata_entity::Key`"
)]
pub trait Key {
    /// Writes the key, with [`KeyWriter::text`] if it is text, by the key of what it holds otherwise.
    fn write_key(&self, out: &mut KeyWriter);

    /// About how many bytes the key has.
    fn len_hint(&self) -> usize {
        16
    }
}

/// What the path function takes for a placeholder `{x: T}`: a `T`, a reference to one, and `&str` for a `String`.
///
/// ```
/// use odata_entity::Entity;
/// use odata_entity::bounds::KeyOf;
///
/// #[derive(Entity)]
/// #[odata(type = "shop.order", path = "/orders({number: i64})")]
/// struct Order {
///     #[odata(key)]
///     number: i64,
/// }
///
/// /// Takes what the path function takes: a number or a reference to one.
/// fn url(number: impl KeyOf<i64>) -> String {
///     Order::path(number).to_string()
/// }
/// assert_eq!(url(7), "/orders(7)");
/// ```
#[diagnostic::on_unimplemented(
    message = "this key is a `{T}`, not `{Self}`",
    label = "not a `{T}`",
    note = "the path template gives the key's type: `{{name: Type}}`"
)]
pub trait KeyOf<T: Key>: Key {
    /// The argument of `path!`.
    #[doc(hidden)]
    fn as_key(&self) -> &dyn Key
    where
        Self: Sized,
    {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<T: Key> KeyOf<T> for T {}

#[diagnostic::do_not_recommend]
impl<T: Key> KeyOf<T> for &T {}

#[diagnostic::do_not_recommend]
impl KeyOf<String> for &str {}

/// A path that is being written; hands each key the form of its place.
///
/// ```
/// use odata_entity::{Key, KeyWriter, path};
///
/// /// The key of a revision: `report;3`.
/// struct Revision<'a> {
///     document: &'a str,
///     number: u32,
/// }
///
/// impl Key for Revision<'_> {
///     fn write_key(&self, out: &mut KeyWriter) {
///         out.text(&format!("{};{}", self.document, self.number));
///     }
/// }
///
/// let path = path!("/revisions('{revision}')", Revision { document: "report", number: 3 });
/// assert_eq!(path.as_str()?, "/revisions('report%3B3')");
/// # Ok::<(), odata_entity::PathError>(())
/// ```
#[derive(Debug)]
pub struct KeyWriter {
    out: String,
    form: KeyForm,
    encode: Encode,
    fault: Option<ValueError>,
}

impl KeyWriter {
    pub(super) fn new(out: String) -> Self {
        Self {
            out,
            form: KeyForm::Segment,
            encode: Encode::Once,
            fault: None,
        }
    }

    pub(super) fn literal(&mut self, text: &str) {
        self.out.push_str(text);
    }

    pub(super) fn len(&self) -> usize {
        self.out.len()
    }

    /// What was written from `start` on.
    pub(super) fn since(&self, start: usize) -> &str {
        self.out.get(start..).unwrap_or_default()
    }

    pub(super) fn into_path(self) -> String {
        self.out
    }

    /// Writes a key that is text: `'…'` with quotes doubled where a typed literal is expected, bare elsewhere.
    #[inline]
    pub fn text(&mut self, text: &str) {
        match (self.form, self.encode) {
            (KeyForm::Segment, Encode::Once) => encode::push(&mut self.out, text),
            (KeyForm::Typed, encode) if encode != Encode::Raw => {
                self.out.push('\'');
                self.quoted(text);
                self.out.push('\'');
            }
            (KeyForm::Quoted, _) => self.quoted(text),
            _ => self.push(text),
        }
    }

    /// Writes a key whose form `write` makes, in quotes behind `prefix` where that is not empty.
    fn written(&mut self, prefix: &'static str, write: impl FnOnce(&mut Vec<u8>) -> Result<(), ValueError>) {
        let mut text = Vec::with_capacity(40);
        let text = write(&mut text).and_then(|()| utf8(text, prefix));
        match text {
            Ok(text) if prefix.is_empty() => self.push(&text),
            Ok(text) => self.quoted_literal(prefix, &text),
            Err(error) => self.fault = Some(error),
        }
    }

    /// Writes a key that is a value of an Edm type which you implemented by hand: its literal where a typed literal is, what is
    /// between the quotes of the literal elsewhere.
    pub fn value<T: EdmValue>(&mut self, value: &T) {
        let mut literal = Vec::new();
        if let Err(error) = value.write_literal(&mut literal) {
            self.fault = Some(error);
            return;
        }
        let literal = match utf8(literal, T::EDM.name) {
            Ok(literal) => literal,
            Err(error) => {
                self.fault = Some(error);
                return;
            }
        };
        let quoted = literal
            .split_once('\'')
            .and_then(|(prefix, rest)| Some((prefix, rest.strip_suffix('\'')?)));
        match quoted {
            Some(("", text)) => self.text(&text.replace("''", "'")),
            Some((prefix, content)) => self.quoted_literal(prefix, &content.replace("''", "'")),
            None => self.push(&literal),
        }
    }

    /// Writes a key whose literal is quoted behind a prefix (`prefix'content'`): the content alone where no typed
    /// literal is expected.
    pub(crate) fn quoted_literal(&mut self, prefix: &str, content: &str) {
        if self.form == KeyForm::Typed && self.encode != Encode::Raw {
            self.push(prefix);
            self.out.push('\'');
            self.quoted(content);
            self.out.push('\'');
        } else {
            self.text(content);
        }
    }

    fn quoted(&mut self, text: &str) {
        if text.contains('\'') {
            self.push(&text.replace('\'', "''"));
        } else {
            self.push(text);
        }
    }

    fn push(&mut self, text: &str) {
        match (self.form, self.encode) {
            (KeyForm::Segments, encode) => {
                for (at, segment) in text.split('/').enumerate() {
                    if at > 0 {
                        self.out.push('/');
                    }
                    push_encoded(&mut self.out, segment, encode);
                }
            }
            (_, encode) => push_encoded(&mut self.out, text, encode),
        }
    }

    /// Writes one key at its place, and looks at what it became.
    // Without it the compiler makes a call of it, which is dear for short keys (benches/path.rs).
    #[inline(always)]
    pub(super) fn key(&mut self, key: &dyn Key, form: KeyForm, encode: Encode) -> Result<(), KeyFault> {
        (self.form, self.encode) = (form, encode);
        let start = self.out.len();
        key.write_key(self);
        // Most keys: one segment that is neither short nor begins with an escape has nothing that could be wrong.
        if let [first, _, _, ..] = self.out.as_bytes().get(start..).unwrap_or_default()
            && *first != b'%'
            && form != KeyForm::Segments
            && self.fault.is_none()
        {
            return Ok(());
        }
        self.look_at(start, form, encode)
    }

    fn look_at(&mut self, start: usize, form: KeyForm, encode: Encode) -> Result<(), KeyFault> {
        if let Some(error) = self.fault.take() {
            return Err((PathErrorKind::Value(error), String::new()));
        }
        let written = self.out.get(start..).unwrap_or_default();
        let segments = form == KeyForm::Segments;
        let fault = if segments {
            written
                .split('/')
                .find_map(|segment| fault_of(segment, form, encode))
        } else {
            fault_of(written, form, encode)
        };
        fault.map_or(Ok(()), |kind| Err((kind, written.to_owned())))
    }
}

fn utf8(text: Vec<u8>, type_name: &'static str) -> Result<String, ValueError> {
    String::from_utf8(text).map_err(|error| {
        let text = String::from_utf8_lossy(error.as_bytes());
        ValueError::new(ValueErrorKind::Malformed, type_name, &text, "a literal is UTF-8")
    })
}

/// A path with a key behind it, as a segment or in parentheses.
pub(crate) fn append_key(
    path: String,
    key: &dyn Key,
    form: KeyForm,
    template: &'static str,
) -> Result<String, super::PathError> {
    let (before, after) = match form {
        KeyForm::Typed => ("(", ")"),
        _ => ("/", ""),
    };
    let mut writer = KeyWriter::new(path);
    writer.literal(before);
    writer
        .key(key, form, Encode::Once)
        .map_err(|(kind, key)| super::PathError::new(kind, "key", template, key))?;
    writer.literal(after);
    Ok(writer.into_path())
}

/// A value as it is among the arguments of a function, percent-encoded.
pub(crate) fn url_literal<T: EdmValue>(value: &T) -> Result<String, ValueError> {
    let mut writer = KeyWriter::new(String::new());
    writer.form = KeyForm::Typed;
    writer.value(value);
    match writer.fault.take() {
        Some(error) => Err(error),
        None => Ok(writer.out),
    }
}

fn push_encoded(out: &mut String, text: &str, encode: Encode) {
    match encode {
        Encode::Once | Encode::Raw => encode::push(out, text),
        Encode::Twice => encode::push_twice(out, text),
    }
}

/// What is wrong with an encoded key at its place.
fn fault_of(written: &str, form: KeyForm, encode: Encode) -> Option<PathErrorKind> {
    let whole_segment = matches!(form, KeyForm::Segment | KeyForm::Segments);
    match written.as_bytes() {
        // Between quotes the empty text is a value like any other (OData ABNF, `string`).
        [] if form == KeyForm::Quoted => None,
        [] => Some(PathErrorKind::Empty),
        b"." | b".." if whole_segment => Some(PathErrorKind::DotSegment),
        [b'%', b'2', b'4', ..] if whole_segment && encode != Encode::Raw => Some(PathErrorKind::Dollar),
        [b'%', b'2', b'5', b'2', b'4', ..] if whole_segment && encode == Encode::Twice => {
            Some(PathErrorKind::Dollar)
        }
        _ => None,
    }
}

impl<K: Key + ?Sized> Key for &K {
    fn write_key(&self, out: &mut KeyWriter) {
        K::write_key(self, out);
    }

    fn len_hint(&self) -> usize {
        K::len_hint(self)
    }
}

/// Text as a key.
macro_rules! text_keys {
    ($($ty:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl Key for $ty {
            #[inline]
            fn write_key(&self, out: &mut KeyWriter) {
                out.text(self);
            }

            #[inline]
            fn len_hint(&self) -> usize {
                self.len()
            }
        }
    )*};
}

text_keys!(str, String, Box<str>, std::sync::Arc<str>, Cow<'_, str>);

/// Numbers and truth values as keys: their text.
macro_rules! number_keys {
    ($($ty:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl Key for $ty {
            fn write_key(&self, out: &mut KeyWriter) {
                out.push(itoa::Buffer::new().format(*self));
            }
        }
    )*};
}

number_keys!(u8, i8, i16, i32, i64);

#[diagnostic::do_not_recommend]
impl Key for bool {
    fn write_key(&self, out: &mut KeyWriter) {
        out.push(if *self { "true" } else { "false" });
    }
}

/// Edm values as keys, by the writer of their key form. The literal is that form, in quotes behind the prefix if there is one.
macro_rules! value_keys {
    ($($ty:ty => $prefix:literal, $write:expr;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl Key for $ty {
            fn write_key(&self, out: &mut KeyWriter) {
                out.written($prefix, |text| ($write)(self, text));
            }
        }
    )*};
}

value_keys! {
    f32 => "", |value: &f32, out: &mut _| { edm::single::write_key(*value, out); Ok(()) };
    f64 => "", |value: &f64, out: &mut _| { edm::double::write_key(*value, out); Ok(()) };
    NaiveDate => "", |value: &NaiveDate, out: &mut _| edm::date::write_literal(*value, out);
    NaiveTime => "", |value: &NaiveTime, out: &mut _| edm::time_of_day::write_literal(*value, out);
    DateTime<FixedOffset> => "", edm::date_time_offset::write_literal;
    DateTime<Utc> => "", edm::date_time_offset::write_literal;
    Duration => "duration", |value: &Duration, out: &mut _| { edm::duration::write_key(*value, out); Ok(()) };
    Binary => "binary", |value: &Binary, out: &mut _| { edm::binary::write_key(value, out); Ok(()) };
}

#[cfg(feature = "uuid")]
value_keys! {
    uuid::Uuid => "", |value: &uuid::Uuid, out: &mut _| { edm::guid::write_literal(*value, out); Ok(()) };
}
#[cfg(feature = "decimal")]
value_keys! {
    rust_decimal::Decimal => "", |value: &rust_decimal::Decimal, out: &mut _| { edm::decimal::write_literal(*value, out); Ok(()) };
}
