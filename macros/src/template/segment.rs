//! What a template is made of.

use super::placeholder::Placeholder;

/// A template, cut into its segments.
#[derive(Default)]
pub(crate) struct Template {
    /// As the user wrote it.
    pub(crate) text: String,
    pub(crate) segments: Vec<Segment>,
    /// In the order of the text.
    pub(crate) placeholders: Vec<Placeholder>,
    /// Whether there are mistakes in it; they are reported.
    pub(crate) is_faulty: bool,
    /// Where the last segment begins in the text.
    pub(super) last: usize,
}

/// One segment. A placeholder is the number of one of [`Template::placeholders`].
#[derive(Debug, PartialEq)]
pub(crate) enum Segment {
    /// `name`; with a colon `name:`.
    Name { name: String, colon: bool },
    /// `{x}`, or `{+x}`, which keeps its slashes; with a colon `{x}:`.
    Key {
        placeholder: usize,
        plus: bool,
        colon: bool,
    },
    /// `name={x}`
    Named { name: String, placeholder: usize },
    /// `name(…)`
    Call { name: String, arguments: Vec<Argument> },
    /// What could not be read.
    Faulty(String),
}

/// A value in parentheses, with the name before its `=`.
#[derive(Debug, PartialEq)]
pub(crate) struct Argument {
    pub(crate) name: Option<String>,
    pub(crate) value: Value,
}

/// The value of an [`Argument`].
#[derive(Debug, PartialEq)]
pub(crate) enum Value {
    /// `{x}`
    Key(usize),
    /// `'text{x}'`, or `enumType'text{x}'`.
    Quoted { ty: String, pieces: Vec<Piece> },
    /// What could not be read.
    Faulty(String),
}

/// What is between quotes.
#[derive(Debug, PartialEq)]
pub(crate) enum Piece {
    Text(String),
    Key(usize),
}

/// A key at its place in a segment.
#[cfg_attr(
    not(feature = "schema"),
    expect(dead_code, reason = "only the check against a schema reads all of it")
)]
pub(crate) struct Key<'t> {
    /// The number of its placeholder.
    pub(crate) placeholder: usize,
    /// The name before its `=`.
    pub(crate) name: Option<&'t str>,
    /// Whether it is inside quotes.
    pub(crate) is_quoted: bool,
}

/// The collection that the last key of a template picks from.
pub(crate) struct Collection<'t> {
    /// The segments before it.
    pub(super) segments: &'t [Segment],
    /// The name that the last segment has before its key, if there is one.
    pub(super) name: &'t str,
    /// The placeholders that it needs.
    pub(crate) placeholders: &'t [Placeholder],
    /// Its template, as the user would write it.
    pub(crate) text: String,
}

impl Template {
    /// The same without the key of the last segment, if the last segment is nothing but a key or a key predicate.
    pub(crate) fn collection(&self) -> Option<Collection<'_>> {
        let (last, segments) = self.segments.split_last()?;
        let name = match last {
            Segment::Key {
                plus: false,
                colon: false,
                ..
            } => "",
            // A name with a dot is an operation; its arguments are no key.
            Segment::Call { name, .. } if !name.is_empty() && !name.contains('.') => name,
            _ => return None,
        };
        let needed = last.keys().first()?.placeholder;
        let before = self.text.get(..self.last).unwrap_or_default();
        Some(Collection {
            segments,
            name,
            placeholders: self.placeholders.get(..needed).unwrap_or_default(),
            text: format!("{before}{name}").trim_end_matches('/').to_owned(),
        })
    }
}

impl Segment {
    /// Its keys, in order.
    pub(crate) fn keys(&self) -> Vec<Key<'_>> {
        match self {
            Self::Key { placeholder, .. } => vec![Key::new(*placeholder, None)],
            Self::Named { name, placeholder } => vec![Key::new(*placeholder, Some(name))],
            Self::Call { arguments, .. } => arguments.iter().flat_map(Argument::keys).collect(),
            Self::Name { .. } | Self::Faulty(_) => Vec::new(),
        }
    }
}

impl Argument {
    fn keys(&self) -> Vec<Key<'_>> {
        let key = |placeholder: &usize| Key::new(*placeholder, self.name.as_deref());
        match &self.value {
            Value::Key(placeholder) => vec![key(placeholder)],
            Value::Quoted { pieces, .. } => {
                let placeholders = pieces.iter().filter_map(|piece| match piece {
                    Piece::Text(_) => None,
                    Piece::Key(placeholder) => Some(placeholder),
                });
                let quoted = placeholders.map(|placeholder| Key {
                    is_quoted: true,
                    ..key(placeholder)
                });
                quoted.collect()
            }
            Value::Faulty(_) => Vec::new(),
        }
    }
}

impl<'t> Key<'t> {
    fn new(placeholder: usize, name: Option<&'t str>) -> Self {
        Self {
            placeholder,
            name,
            is_quoted: false,
        }
    }
}
