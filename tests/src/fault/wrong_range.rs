//! Answers about ranges that nobody asked for.

use http::header::RANGE;
use http::request::Parts;
use serde_json::Value;

use crate::answer::Reply;

/// A request for a range that begins at half of its place; any other stays as it is.
pub(crate) fn with_repeated_range(parts: &Parts) -> Parts {
    let mut parts = parts.clone();
    let range = parts.headers.get(RANGE).and_then(|range| range.to_str().ok());
    let range = range.and_then(|range| range.strip_prefix("bytes=")?.split_once('-'));
    if let Some((first, last)) = range
        && let Ok(first) = first.parse::<u64>()
        && let Ok(value) = format!("bytes={}-{last}", first / 2).try_into()
    {
        parts.headers.insert(RANGE, value);
    }
    parts
}

/// Sets the ranges that an upload session expects next, where the answer has some.
pub(crate) fn with_expected_ranges(mut reply: Reply, ranges: &[String]) -> Reply {
    if let Ok(Value::Object(mut session)) = serde_json::from_slice(&reply.body) {
        for name in ["nextExpectedRanges", "NextExpectedRanges"] {
            if session.contains_key(name) {
                session.insert(name.to_owned(), ranges.into());
            }
        }
        reply.body = Value::Object(session).to_string().into_bytes();
    }
    reply
}
