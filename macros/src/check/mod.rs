//! The rules that attributes must keep together: one function a rule, every mistake noted.

mod enumeration;
mod structure;
mod union;

pub(crate) use enumeration::enumeration;
pub(crate) use structure::structure;
pub(crate) use union::union;

use crate::attr::Container;
use crate::ctxt::Ctxt;
use syn::LitStr;

/// A qualified type name is `namespace.name`, without `#` (OData CSDL 4.01, 15.2 and 15.3).
fn type_name(cx: &Ctxt, literal: &LitStr) {
    let text = literal.value();
    if let Some(bare) = text.strip_prefix('#') {
        cx.error(
            literal,
            format_args!("a type name is written without `#`: write {bare:?}"),
        );
    } else if !text.contains('.') {
        cx.error(
            literal,
            format_args!(
                "a type name has a namespace: write {:?}",
                format!("microsoft.graph.{text}")
            ),
        );
    } else if !text.split('.').all(is_identifier) {
        cx.error(
            literal,
            format_args!("{text:?} is not a qualified type name: write \"namespace.name\""),
        );
    }
}

/// An API version takes the place of the last segment of the base URL, so it is one segment.
fn version(cx: &Ctxt, attrs: &Container) {
    let Some(literal) = attrs.version.get() else {
        return;
    };
    let text = literal.value();
    let is_segment = text
        .chars()
        .all(|ch| ch.is_ascii_alphanumeric() || matches!(ch, '-' | '.' | '_' | '~'));
    if is_segment && text.chars().any(|ch| ch != '.') {
        return;
    }
    let bare = text.trim_matches('/').rsplit('/').next().unwrap_or_default();
    let proposal = if bare.is_empty() || bare == text {
        "beta"
    } else {
        bare
    };
    cx.error(
        literal,
        format_args!(
            "{text:?} is not an API version, which is the last segment of the base URL: write `version = {proposal:?}`"
        ),
    );
}

/// Whether a text is a qualified name, so that a schema can be asked for it.
#[cfg(feature = "schema")]
pub(crate) fn is_qualified(text: &str) -> bool {
    text.contains('.') && text.split('.').all(is_identifier)
}

/// A simple identifier: a letter or `_`, then letters, digits and `_` (OData CSDL 4.01, 15.2).
fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars
        .next()
        .is_some_and(|first| first.is_alphabetic() || first == '_')
        && chars.all(|ch| ch.is_alphanumeric() || ch == '_')
}
