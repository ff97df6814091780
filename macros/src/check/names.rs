//! The forms of names (OData CSDL 4.01, 15.2 and 15.3).

use crate::ctxt::Ctxt;
use syn::LitStr;

/// A qualified type name is `namespace.name`, without `#` (OData CSDL 4.01, 15.2 and 15.3).
pub(super) fn type_name(cx: &Ctxt, literal: &LitStr) {
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

/// Whether a text is a qualified name, so that it can be looked up in a schema.
pub(crate) fn is_qualified(text: &str) -> bool {
    text.contains('.') && text.split('.').all(is_identifier)
}

/// A simple identifier: a letter or `_`, then letters, digits and `_` (OData CSDL 4.01, 15.2).
pub(super) fn is_identifier(text: &str) -> bool {
    // Nearly every name is of ASCII letters, which a walk over its bytes shows in a tenth of the time without optimisation.
    if let [b'A'..=b'Z' | b'a'..=b'z' | b'_', rest @ ..] = text.as_bytes() {
        let mut rest = rest;
        while let [b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'_', more @ ..] = rest {
            rest = more;
        }
        if rest.is_empty() {
            return true;
        }
    }
    let mut chars = text.chars();
    chars
        .next()
        .is_some_and(|first| first.is_alphabetic() || first == '_')
        && chars.all(|ch| ch.is_alphanumeric() || ch == '_')
}
