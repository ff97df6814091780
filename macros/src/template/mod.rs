//! Path templates: the grammar, checked when the user's crate is compiled.
//!
//! ```text
//! segment = literal [":"] | ph [":"] | name "=" ph | name "(" [arg *("," arg)] ")"
//! arg     = [name "="] (ph | [enumType] "'" *(literal | ph) "'")
//! ph      = "{" ["+"] ident [":" Type] ["!raw" | "!twice"] "}"
//! ```

mod parse;
mod placeholder;
mod split;

#[cfg(test)]
mod tests;

use crate::ctxt::Ctxt;
use syn::LitStr;

/// A template, cut into what is written as it is and what is filled in.
#[derive(Default)]
pub(crate) struct Template {
    pub(crate) parts: Vec<Part>,
    pub(crate) placeholders: Vec<Placeholder>,
    /// The same without the key of the last segment, if the last segment is one whole key or key predicate.
    pub(crate) collection: Option<Collection>,
}

/// The collection that the last key of a template picks from.
#[derive(Debug, PartialEq)]
pub(crate) struct Collection {
    pub(crate) parts: Vec<Part>,
    /// How many of the template's placeholders it needs, from the first on.
    pub(crate) placeholders: usize,
    /// Its template, as the user would write it.
    pub(crate) template: String,
}

/// A piece of a path.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Part {
    Literal(String),
    Key { placeholder: usize, form: Form },
}

/// How a key is written at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// `{x}`: a whole segment, unquoted.
    Segment,
    /// `{+x}`: several segments, slashes kept.
    Segments,
    /// `'{x}'`: inside quotes, which are doubled.
    Quoted,
    /// `({x})`: a typed URL literal.
    Typed,
    /// `name={x}` outside parentheses: a literal without quotes.
    Bare,
}

/// What a `{…}` says.
#[derive(Clone)]
pub(crate) struct Placeholder {
    /// As written: `managedDeviceId`.
    pub(crate) name: String,
    /// The argument: `managed_device_id`.
    pub(crate) argument: String,
    /// `{x: Type}`: the caller's own key type.
    pub(crate) ty: Option<syn::Type>,
    pub(crate) encode: Encode,
}

/// How often and from what a key is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encode {
    Once,
    /// `!raw`: the text is the literal itself, so nothing is quoted or prefixed; still percent-encoded.
    Raw,
    /// `!twice`: for the few endpoints that decode twice.
    Twice,
}

/// The segments of a template.
#[cfg(feature = "schema")]
pub(crate) fn segments(text: &str) -> Vec<&str> {
    split::outside(text.strip_prefix('/').unwrap_or(text), '/')
}

impl Template {
    /// Reads a template; every mistake is noted on the literal, and what could be read is returned all the same.
    pub(crate) fn read(cx: &Ctxt, literal: &LitStr) -> Self {
        parse::Parser::new(cx, literal).template()
    }

    fn push_literal(&mut self, text: &str) {
        match self.parts.last_mut() {
            Some(Part::Literal(last)) => last.push_str(text),
            _ => self.parts.push(Part::Literal(text.to_owned())),
        }
    }
}
