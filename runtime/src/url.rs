//! References to resolve: `Location` and links in answers ([RFC 3986, 5](https://www.rfc-editor.org/rfc/rfc3986#section-5)).

use http::Uri;
use std::fmt::Write;

/// What a reference in an answer to `base` leads to; none if it is no http or https URL.
///
/// Bytes that no URL has (services send spaces and quotes in skip tokens) are percent-encoded; a fragment is cut off.
pub(crate) fn resolve(base: &Uri, reference: &str) -> Option<Uri> {
    base.scheme()?;
    base.authority()?;
    join(&base.to_string(), reference).parse().ok()
}

/// A reference by another one that it is relative to, which can be relative itself: then so is what comes of it.
///
/// An absolute URL comes back as it is, but for what [`resolve`] does to bytes and fragments.
pub(crate) fn join(base: &str, reference: &str) -> String {
    let reference = clean(without_fragment(reference));
    if has_scheme(&reference) {
        return reference;
    }
    let base = clean(without_fragment(base));
    let (base, reference) = (Parts::of(&base), Parts::of(&reference));
    let (authority, path, query) = if reference.authority.is_some() {
        (reference.authority, fold(reference.path), reference.query)
    } else if reference.path.is_empty() {
        (
            base.authority,
            base.path.to_owned(),
            reference.query.or(base.query),
        )
    } else {
        (
            base.authority,
            fold(&base.beside(reference.path)),
            reference.query,
        )
    };
    let mut out = String::with_capacity(path.len() + 64);
    for (before, part) in [("", base.scheme), ("//", authority)] {
        if let Some(part) = part {
            out.push_str(before);
            out.push_str(part);
        }
    }
    out.push_str(&path);
    if let Some(query) = query {
        out.push('?');
        out.push_str(query);
    }
    out
}

/// A reference without its fragment, which is not sent.
pub(crate) fn without_fragment(reference: &str) -> &str {
    reference.split('#').next().unwrap_or_default()
}

/// The parts of a reference that has no fragment (RFC 3986, 5.2.2).
struct Parts<'r> {
    /// With its colon.
    scheme: Option<&'r str>,
    authority: Option<&'r str>,
    path: &'r str,
    query: Option<&'r str>,
}

impl<'r> Parts<'r> {
    fn of(text: &'r str) -> Self {
        let (scheme, rest) = match text.find(':') {
            Some(colon) if has_scheme(text) => (Some(&text[..=colon]), &text[colon + 1..]),
            _ => (None, text),
        };
        let (authority, rest) = match rest.strip_prefix("//") {
            Some(rest) => {
                let (authority, rest) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
                (Some(authority), rest)
            }
            None => (None, rest),
        };
        let (path, query) = match rest.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (rest, None),
        };
        Self {
            scheme,
            authority,
            path,
            query,
        }
    }

    /// The path that a relative one is beside this (RFC 3986, 5.2.3).
    fn beside(&self, path: &str) -> String {
        if path.starts_with('/') {
            return path.to_owned();
        }
        match self.path.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{path}"),
            None if self.authority.is_some() => format!("/{path}"),
            None => path.to_owned(),
        }
    }
}

/// A path without its dot segments (RFC 3986, 5.2.4); those before a relative one stay.
fn fold(path: &str) -> String {
    let (root, path) = match path.strip_prefix('/') {
        Some(path) => ("/", path),
        None => ("", path),
    };
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "." => {}
            ".." if segments.last().is_some_and(|last| *last != "..") => {
                segments.pop();
            }
            ".." if root.is_empty() => segments.push(segment),
            ".." => {}
            _ => segments.push(segment),
        }
    }
    // A dot segment at the end names a folder.
    if matches!(path.rsplit('/').next(), Some("." | "..")) {
        segments.push("");
    }
    format!("{root}{}", segments.join("/"))
}

/// Whether text begins with a scheme and its colon.
pub(crate) fn has_scheme(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}

/// Percent-encodes what cannot be in a URL. A backslash is one of those: some parsers read it as a slash.
fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for &byte in text.trim().as_bytes() {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_against_the_request() {
        let base: Uri = "https://h:8/v1.0/a/b?x=1".parse().unwrap();
        for (reference, expected) in [
            ("https://other/c", "https://other/c"),
            ("//other/c", "https://other/c"),
            ("/c?d", "https://h:8/c?d"),
            ("c?d=e f", "https://h:8/v1.0/a/c?d=e%20f"),
            ("?y=\"2\"#z", "https://h:8/v1.0/a/b?y=%222%22"),
            ("", "https://h:8/v1.0/a/b?x=1"),
            ("/\\evil", "https://h:8/%5Cevil"),
            ("../c/./d", "https://h:8/v1.0/c/d"),
            ("../../../../c/..", "https://h:8/"),
            ("./", "https://h:8/v1.0/a/"),
            ("Orders('a:b')", "https://h:8/v1.0/a/Orders('a:b')"),
            ("a:8/x", "-"),
            ("javascript:alert(1)", "-"),
        ] {
            let resolved =
                resolve(&base, reference).filter(|uri| uri.scheme().is_some() && uri.host().is_some());
            let resolved = resolved.map_or("-".to_owned(), |uri| uri.to_string());
            assert_eq!(resolved, expected, "{reference}");
        }
        // An absolute URL is left as it came.
        let dots = resolve(&base, "https://other/a/../b").unwrap();
        assert_eq!(dots.to_string(), "https://other/a/../b");
        let userinfo = resolve(&base, "https://h:8@evil.example/").unwrap();
        assert_eq!(userinfo.host(), Some("evil.example"));
    }

    #[test]
    fn a_relative_base_gives_a_relative_reference() {
        for (base, reference, expected) in [
            (
                "../$metadata#OrderItems",
                "Orders(1)/items?$skiptoken=50",
                "../Orders(1)/items?$skiptoken=50",
            ),
            ("$metadata", "Orders", "Orders"),
            ("../../$metadata", "../x", "../../../x"),
            ("a/b/$metadata", "../x/", "a/x/"),
            ("/shop/$metadata", "Orders", "/shop/Orders"),
            ("", "Orders?x", "Orders?x"),
            ("a?x", "", "a?x"),
            ("a?x", "?y", "a?y"),
            ("//h", "x", "//h/x"),
            ("https://h", "x", "https://h/x"),
            ("https://h/a", "..", "https://h/"),
        ] {
            assert_eq!(join(base, reference), expected, "{base} {reference}");
        }
    }
}
