//! Which requests an answer is for.

use std::fmt;

use http::Method;
use percent_encoding::percent_decode_str;

/// A method, and a path with placeholders, its query behind it.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    method: String,
    path: String,
    query: Vec<String>,
}

impl Pattern {
    pub(super) fn new(method: &str, path: &str) -> Self {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let query = query.split('&').filter(|option| !option.is_empty());
        Self {
            method: method.to_ascii_uppercase(),
            path: path.trim_matches('/').to_owned(),
            query: query.map(ToOwned::to_owned).collect(),
        }
    }

    pub(super) fn fits(&self, method: &Method, target: &str) -> bool {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let path = path.trim_matches('/');
        let mut segments = path.split('/');
        let path_fits = self
            .path
            .split('/')
            .all(|pattern| segments.next().is_some_and(|segment| fits(pattern, segment)));
        let options: Vec<&str> = query.split('&').collect();
        let has = |wanted: &String| {
            options
                .iter()
                .any(|option| option == wanted || decoded(option) == *wanted)
        };
        self.method == method.as_str() && path_fits && segments.next().is_none() && self.query.iter().all(has)
    }
}

/// Whether a segment is that of the pattern, in which `{…}` is any text.
fn fits(pattern: &str, segment: &str) -> bool {
    let is_so = |segment: &str| match pattern.split_once('{') {
        None => segment == pattern,
        Some((before, rest)) => {
            let after = rest.split_once('}').map_or("", |(_, after)| after);
            let inside = segment
                .strip_prefix(before)
                .and_then(|rest| rest.strip_suffix(after));
            inside.is_some_and(|inside| !inside.is_empty())
        }
    };
    is_so(segment) || is_so(&decoded(segment))
}

/// As the person wrote it who stated the answer. A `+` is a space, as in the queries of services.
fn decoded(text: &str) -> String {
    let text = text.replace('+', " ");
    percent_decode_str(&text).decode_utf8_lossy().into_owned()
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} /{}", self.method, self.path)?;
        if self.query.is_empty() {
            return Ok(());
        }
        write!(f, "?{}", self.query.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_any_text_of_a_segment() {
        for (pattern, target, is_fit) in [
            ("/a/{x}", "/a/1", true),
            ("/a/{x}", "/a/b%2Fc?q=1", true),
            ("/a/{x}", "/a", false),
            ("/a/{x}", "/a/1/b", false),
            ("/a('{x}')/b", "/a('7')/b", true),
            ("/a('{x}')/b", "/a(7)/b", false),
            ("/a b", "/a%20b", true),
            ("/a?$top=5", "/a?%24top=5&x=y", true),
            ("/a?$filter=n eq 'x'", "/a?$filter=n%20eq%20'x'", true),
            ("/a?$filter=n eq 'x'", "/a?$filter=n+eq+'x'", true),
            ("/a?$top=5", "/a?$top=50", false),
            ("/a", "/a/", true),
            ("", "/", true),
        ] {
            assert_eq!(
                Pattern::new("get", pattern).fits(&Method::GET, target),
                is_fit,
                "{pattern} {target}"
            );
        }
        assert!(!Pattern::new("GET", "/a").fits(&Method::POST, "/a"));
    }
}
