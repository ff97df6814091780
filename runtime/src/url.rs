//! References to resolve: `Location` and links in answers ([RFC 3986, 5](https://www.rfc-editor.org/rfc/rfc3986#section-5)).

use http::Uri;
use std::fmt::Write;

/// What a reference in an answer to `base` leads to; none if it is no http or https URL.
///
/// Bytes that no URL has (services send spaces and quotes in skip tokens) are percent-encoded; a fragment is cut off.
/// Dot segments stay: they cannot leave the origin, and the transport folds them.
pub(crate) fn resolve(base: &Uri, reference: &str) -> Option<Uri> {
    let reference = reference.split('#').next().unwrap_or_default();
    let reference = clean(reference);
    if has_scheme(&reference) {
        return reference.parse().ok();
    }
    let scheme = base.scheme_str()?;
    if let Some(rest) = reference.strip_prefix("//") {
        return format!("{scheme}://{rest}").parse().ok();
    }
    let authority = base.authority()?;
    let path = base.path();
    let target = match reference.as_bytes().first() {
        Some(b'/') => reference,
        Some(b'?') => format!("{path}{reference}"),
        None => base.path_and_query()?.to_string(),
        Some(_) => format!(
            "{}/{reference}",
            path.rsplit_once('/').map_or("", |(folder, _)| folder)
        ),
    };
    format!("{scheme}://{authority}{target}").parse().ok()
}

/// Whether text begins with a scheme and its colon.
fn has_scheme(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}

/// Percent-encodes what cannot stand in a URL. A backslash is one of those: some parsers read it as a slash.
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
            ("a:8/x", "-"),
            ("javascript:alert(1)", "-"),
        ] {
            let resolved =
                resolve(&base, reference).filter(|uri| uri.scheme().is_some() && uri.host().is_some());
            let resolved = resolved.map_or("-".to_owned(), |uri| uri.to_string());
            assert_eq!(resolved, expected, "{reference}");
        }
        let userinfo = resolve(&base, "https://h:8@evil.example/").unwrap();
        assert_eq!(userinfo.host(), Some("evil.example"));
    }
}
