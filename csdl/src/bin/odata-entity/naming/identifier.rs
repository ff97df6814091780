//! Identifiers of CSDL.

/// Whether a text is a simple identifier, as all names of properties, members and the like are: a letter or `_`, then letters,
/// digits and `_`, at most 128 of them (OData CSDL 4.01, 15.2).
pub(crate) fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars
        .next()
        .is_some_and(|first| first.is_alphabetic() || first == '_')
        && chars.all(|c| c.is_alphanumeric() || c == '_')
        && text.chars().count() <= 128
}

/// A qualified name without its namespace.
pub(crate) fn local(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(_, local)| local)
}
