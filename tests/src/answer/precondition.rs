//! `If-Match` and `If-None-Match` (RFC 9110, section 13; Protocol 4.01, section 8.2.4 and 8.2.5).

use http::{HeaderMap, StatusCode, header};

use super::problem::Problem;
use crate::schema::IfMatch;

/// Whether a conditional header names this entity tag; `None` without the header. Tags are opaque and compared verbatim.
fn names(headers: &HeaderMap, name: header::HeaderName, tag: &str) -> Option<bool> {
    let mut texts = headers.get_all(name).into_iter().peekable();
    texts.peek()?;
    let names_it = |text: &str| {
        text.split(',')
            .map(str::trim)
            .any(|named| named == "*" || named == tag)
    };
    Some(texts.filter_map(|text| text.to_str().ok()).any(names_it))
}

/// Whether a request is only to be done where the entity does not exist yet.
pub(crate) fn wants_absence(headers: &HeaderMap) -> bool {
    headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|value| value.as_bytes() == b"*")
}

/// Checks a request that changes an existing entity.
pub(crate) fn check_write(headers: &HeaderMap, rule: IfMatch, tag: &str) -> Result<(), Problem> {
    if wants_absence(headers) {
        return Err(Problem::precondition_failed());
    }
    if rule == IfMatch::NoEntityTags {
        return Ok(());
    }
    match names(headers, header::IF_MATCH, tag) {
        Some(false) => Err(Problem::precondition_failed()),
        None if rule == IfMatch::Required => {
            let message = "The request needs an 'If-Match' header with the entity tag that was read.";
            Err(Problem::new(
                StatusCode::PRECONDITION_REQUIRED,
                "PreconditionRequired",
                message,
            ))
        }
        _ if names(headers, header::IF_NONE_MATCH, tag) == Some(true) => Err(Problem::precondition_failed()),
        _ => Ok(()),
    }
}

/// Whether a read is answered with 304, as the client has this state already; or why it is refused.
pub(crate) fn check_read(headers: &HeaderMap, rule: IfMatch, tag: &str) -> Result<bool, Problem> {
    if rule == IfMatch::NoEntityTags {
        return Ok(false);
    }
    if names(headers, header::IF_MATCH, tag) == Some(false) {
        return Err(Problem::precondition_failed());
    }
    Ok(names(headers, header::IF_NONE_MATCH, tag) == Some(true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_compared_verbatim() {
        let check = |text: &str| {
            let headers = HeaderMap::from_iter([(header::IF_MATCH, text.parse().unwrap())]);
            check_write(&headers, IfMatch::Optional, "W/\"1\"").is_ok()
        };
        assert!(check("W/\"1\"") && check("*") && check("\"2\", W/\"1\""));
        assert!(!check("\"1\"") && !check("W/\"2\"") && !check(""));
    }
}
