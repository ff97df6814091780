//! Paths that begin at the result of an earlier request of a batch: `$1/Orders`
//! ([OData JSON 4.01, 19](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_BatchRequestsandResponses),
//! [OData Protocol 4.01, 11.7.3.1](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_ReferencingNewEntities)).

use super::{AnyPath, Endpoint};

/// What such a path is named by where keys do not belong. It has no key at its end.
const TEMPLATE: &str = "/$result";

impl AnyPath {
    /// What a request of a batch gives back. Until it is added to that batch, the path names the batch too, so that no
    /// request reaches the result of another.
    pub(crate) fn of_result(batch: u64, request: usize) -> Self {
        Self::of(Endpoint {
            path: Ok(format!("/${batch}.{request}")),
            template: TEMPLATE,
            rest: String::new(),
            type_tag: None,
            declared: None,
            ieee754: false,
            needs_etag: false,
            is_id: false,
        })
    }
}

/// The batch and the request whose result a path begins at, and the rest of it; of a path that was not added to the batch
/// yet.
pub(crate) fn foreign_result(path: &str) -> Option<(u64, usize, &str)> {
    let (first, rest) = first_of(path)?;
    let (batch, request) = first.split_once('.')?;
    Some((batch.parse().ok()?, request.parse().ok()?, rest))
}

/// The request whose result a path begins at, and the rest of it; of a path in the batch.
pub(crate) fn result(path: &str) -> Option<(usize, &str)> {
    let (first, rest) = first_of(path)?;
    Some((first.parse().ok()?, rest))
}

/// The path in the batch.
pub(crate) fn result_path(request: usize, rest: &str) -> String {
    format!("/${request}{rest}")
}

/// The URL of an entity: absolute, or the reference to a result, which the service resolves.
pub(crate) fn entity_url(base_url: &str, path: &str) -> String {
    match result(path) {
        Some((request, rest)) => format!("${request}{rest}"),
        None => format!("{base_url}{path}"),
    }
}

/// What is behind the `$` of the first segment, which begins with a digit, and the rest of the path.
fn first_of(path: &str) -> Option<(&str, &str)> {
    let first = path.strip_prefix("/$")?;
    let (first, rest) = first.split_at(first.find(['/', '?', '(']).unwrap_or(first.len()));
    first
        .starts_with(|first: char| first.is_ascii_digit())
        .then_some((first, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_begins_at_a_result_or_it_does_not() {
        let path = AnyPath::of_result(7, 12).endpoint().segment("Orders");
        let path = path.as_str().unwrap();
        assert_eq!(foreign_result(path), Some((7, 12, "/Orders")));
        assert_eq!(result(path), None);
        let path = result_path(12, "/Orders");
        assert_eq!(path, "/$12/Orders");
        assert_eq!(result(&path), Some((12, "/Orders")));
        assert_eq!(foreign_result(&path), None);
        for other in [
            "/$batch",
            "/$metadata",
            "/Orders/$1",
            "$1",
            "/$1x/y",
            "/$1.x",
            "/",
            "",
        ] {
            assert_eq!((result(other), foreign_result(other)), (None, None), "{other}");
        }
        assert_eq!(result("/$3(x)"), Some((3, "(x)")));
    }
}
