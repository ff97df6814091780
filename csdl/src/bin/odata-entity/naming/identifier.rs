//! Identifiers of CSDL.

use unicode_ident::is_xid_continue;

/// Whether a text is a simple identifier, as all names of properties, members and the like are: a letter or `_`, then letters,
/// digits, marks and connectors, at most 128 of them (OData CSDL 4.01, 15.2). Of the format characters that CSDL allows there is none, as
/// nobody sees them.
pub(crate) fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars
        .next()
        .is_some_and(|first| first.is_alphabetic() || first == '_')
        && chars.all(|c| c.is_alphanumeric() || is_xid_continue(c))
        && text.chars().count() <= 128
}

/// A qualified name without its namespace.
pub(crate) fn local(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(_, local)| local)
}
