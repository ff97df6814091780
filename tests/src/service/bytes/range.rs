//! Ranges in requests ([RFC 9110, 14](https://www.rfc-editor.org/rfc/rfc9110#section-14)).

use http::{HeaderMap, header};

/// What a request wants of so many bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    All,
    /// From the first to before the second.
    Part(u64, u64),
    /// A range that is not there.
    Nothing,
}

/// Reads `Range`; one of several ranges, or that is none, is no range.
pub(super) fn wanted(headers: &HeaderMap, tag: &str, total: u64) -> Wanted {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(range) = text(header::RANGE).and_then(|range| range.strip_prefix("bytes=")) else {
        return Wanted::All;
    };
    if text(header::IF_RANGE).is_some_and(|known| known != tag) {
        return Wanted::All;
    }
    let Some((first, last)) = range.split_once('-') else {
        return Wanted::All;
    };
    let (first, end) = match (first.parse::<u64>(), last.parse::<u64>()) {
        (Ok(first), Ok(last)) if first <= last => (first, last.saturating_add(1).min(total)),
        (Ok(first), Err(_)) if last.is_empty() => (first, total),
        (Err(_), Ok(length)) if first.is_empty() => (total.saturating_sub(length), total),
        _ => return Wanted::All,
    };
    if first < end {
        Wanted::Part(first, end)
    } else {
        Wanted::Nothing
    }
}

/// Reads `Content-Range: bytes 0-9/100`: the first byte, the one after the last, and how many there are in all.
pub(super) fn content_range(headers: &HeaderMap) -> Option<(u64, u64, u64)> {
    let text = headers.get(header::CONTENT_RANGE)?.to_str().ok()?;
    let (range, total) = text.strip_prefix("bytes ")?.split_once('/')?;
    let (first, last) = range.split_once('-')?;
    let (first, last, total) = (
        first.parse().ok()?,
        last.parse::<u64>().ok()?,
        total.parse().ok()?,
    );
    (first <= last && last < total).then_some((first, last + 1, total))
}
