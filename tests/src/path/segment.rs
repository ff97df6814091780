//! The segments of a path: split first, percent-decoded once, each on its own (URL Conventions 4.01, section 2).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::answer::Problem;

/// Everything but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The decoded segments of a path that begins with `/`.
///
/// Dot segments are refused, encoded or not: URL parsers and servers fold them, so such a request would reach another resource.
pub(crate) fn segments(path: &str) -> Result<Vec<String>, Problem> {
    let path = path.strip_prefix('/').unwrap_or(path);
    // One slash at the end is how some clients write a collection; any other empty segment is a mistake.
    let path = path.strip_suffix('/').unwrap_or(path);
    if path.is_empty() {
        return Ok(Vec::new());
    }
    path.split('/').map(decode).collect()
}

fn decode(segment: &str) -> Result<String, Problem> {
    let problem = |what: &str| Problem::bad_request(format!("The path segment '{segment}' {what}."));
    let mut rest = segment;
    while let Some((_, escape)) = rest.split_once('%') {
        let is_escape = escape.len() >= 2 && escape.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
        if !is_escape {
            return Err(problem("has a '%' that two hexadecimal digits do not follow"));
        }
        rest = escape;
    }
    let text = percent_decode_str(segment)
        .decode_utf8()
        .map_err(|_| problem("is not UTF-8"))?;
    match text.as_ref() {
        "" => Err(problem("is empty")),
        "." | ".." => Err(problem("is a dot segment")),
        _ => Ok(text.into_owned()),
    }
}

/// Percent-encodes a text so that it is one segment, or one value in a query.
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_segment_is_decoded_once() {
        assert_eq!(segments("/a%2Fb/%252F/%C3%A9'").unwrap(), ["a/b", "%2F", "é'"]);
        assert_eq!(segments("/sets/").unwrap(), ["sets"]);
        assert!(segments("/").unwrap().is_empty());
    }

    #[test]
    fn what_would_be_another_resource_is_refused() {
        for path in [
            "/a//b",
            "/a/./b",
            "/a/../b",
            "/a/%2E%2e",
            "/a/%2",
            "/a/%zz",
            "/a/%",
            "/a/%FF",
            "/a/%é",
        ] {
            assert!(segments(path).is_err(), "{path}");
        }
    }

    #[test]
    fn what_is_encoded_decodes_to_itself() {
        let text = "a/b?c#d%2F 'é+\u{7f}";
        assert_eq!(segments(&format!("/{}", encode(text))).unwrap(), [text]);
    }
}
