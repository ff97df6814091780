//! Names and expressions that come as text: what they may be.

/// The end of a message about an invalid name.
pub(super) const NO_NAME: &str =
    "is no name: write letters, digits and `_`, with `/` between the names of a path";

/// An identifier: a letter or `_`, then letters, digits and `_`
/// ([OData CSDL 4.01, 15.2](https://docs.oasis-open.org/odata/odata-csdl-xml/v4.01/odata-csdl-xml-v4.01.html#sec_SimpleIdentifier)).
pub(crate) fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars
        .next()
        .is_some_and(|first| first.is_alphabetic() || first == '_')
        && chars.all(|ch| ch.is_alphanumeric() || ch == '_')
}

/// A property's name, or a path to one: identifiers, and qualified type names in front of them, with slashes between them.
pub(super) fn is_path(text: &str) -> bool {
    text.split('/').all(|part| part.split('.').all(is_identifier))
}

/// What `$select` also has, apart from paths: `*`, at the end of a path too, and `namespace.*`, all operations of a
/// namespace
/// ([OData URL Conventions 4.01, 5.1.4](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_SystemQueryOptionselect)).
pub(super) fn is_selectable(text: &str) -> bool {
    match text.strip_suffix('*') {
        Some("") => true,
        Some(before) => before.strip_suffix(['/', '.']).is_some_and(is_path),
        None => is_path(text),
    }
}

/// What is wrong with an expression that was written by hand: what it does not close would take in what it is joined with.
pub(super) fn fault_of_expression(text: &str) -> Option<&'static str> {
    if text.trim().is_empty() {
        return Some("is empty: leave it out");
    }
    let mut depth = 0_usize;
    for (at, piece) in text.split('\'').enumerate() {
        // A doubled quote is an end and a beginning.
        if at % 2 == 1 {
            continue;
        }
        for byte in piece.bytes() {
            match (byte, depth) {
                (b'(', _) => depth += 1,
                (b')', 0) => return Some("closes a parenthesis that it does not open"),
                (b')', _) => depth -= 1,
                _ => {}
            }
        }
    }
    if text.matches('\'').count() % 2 == 1 {
        return Some("does not close a quote: inside a text literal a quote is doubled");
    }
    (depth > 0).then_some("does not close a parenthesis")
}

/// What is wrong with a search expression that is an option of an item of `$expand`.
pub(super) fn fault_of_search(text: &str) -> Option<&'static str> {
    if text.trim().is_empty() {
        return Some("is empty: leave it out");
    }
    if text.matches('"').count() % 2 == 1 {
        return Some("does not close a quote");
    }
    let mut depth = 0_usize;
    // What is between quotes means nothing.
    for byte in text.split('"').step_by(2).flat_map(str::bytes) {
        match (byte, depth) {
            (b'(', _) => depth += 1,
            (b')', 0) => return Some("closes a parenthesis that it does not open"),
            (b')', _) => depth -= 1,
            (b';', _) => return Some("has a semicolon outside of quotes, which ends an option"),
            _ => {}
        }
    }
    (depth > 0).then_some("does not close a parenthesis")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_an_identifier_and_a_path_is_of_names() {
        for good in ["a", "_a", "a1", "Straße", "extension_0a_x"] {
            assert!(
                is_identifier(good) && is_path(good) && is_selectable(good),
                "{good}"
            );
        }
        for path in ["address/city", "microsoft.graph.user/city", "a/n.s.t/b"] {
            assert!(
                !is_identifier(path) && is_path(path) && is_selectable(path),
                "{path}"
            );
        }
        for selectable in ["*", "a/*", "n.s.*"] {
            assert!(is_selectable(selectable) && !is_path(selectable), "{selectable}");
        }
        for bad in [
            "",
            " ",
            "a b",
            "a,b",
            "a/",
            "/a",
            "a//b",
            "..",
            "../x",
            "a/..",
            "$value",
            "a?b",
            "a&b",
            "a%2Fb",
            "1a",
            "a'b",
            "a(b)",
            "@odata.id",
            "a\n",
            "**",
            "*a",
            "a*",
            ".*",
            "/*",
        ] {
            assert!(
                !is_identifier(bad) && !is_path(bad) && !is_selectable(bad),
                "{bad}"
            );
        }
    }

    #[test]
    fn an_expression_closes_what_it_opens() {
        for good in [
            "a eq 1",
            "a eq ')' and (b eq '(''' or c eq '')",
            "tags/any(t:t eq 'x')",
            "''",
        ] {
            assert_eq!(fault_of_expression(good), None, "{good}");
        }
        for bad in [
            "",
            " ",
            "a eq 'x",
            "a eq 'O'Neil'",
            "a eq 1) or (b eq 2",
            "(a",
            "a)",
            "a eq '''",
        ] {
            assert!(fault_of_expression(bad).is_some(), "{bad}");
        }
    }
}
