//! The parts of a multipart body ([RFC 2046, 5.1](https://www.rfc-editor.org/rfc/rfc2046#section-5.1)), and the answers in them
//! ([RFC 9112](https://www.rfc-editor.org/rfc/rfc9112)). Lines end in CRLF or in LF alone, also mixed: both are met.
//!
//! Each byte is looked at a fixed number of times, whatever the input.

use crate::limits;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};

/// The boundary of a multipart content type; none if it is another kind, or has none.
pub(in crate::batch) fn boundary(headers: &HeaderMap) -> Option<Vec<u8>> {
    let value = headers.get(CONTENT_TYPE)?.as_bytes();
    let (kind, mut rest) = split_once(value, b';')?;
    if !kind.trim_ascii().get(..10)?.eq_ignore_ascii_case(b"multipart/") {
        return None;
    }
    loop {
        let (name, after) = split_once(rest, b'=')?;
        let after = after.trim_ascii_start();
        let (text, after) = match after.strip_prefix(b"\"") {
            Some(quoted) => unquoted(quoted)?,
            None => {
                let end = after.iter().position(|byte| *byte == b';').unwrap_or(after.len());
                let (text, after) = after.split_at(end);
                (text.trim_ascii().to_vec(), after)
            }
        };
        if name.trim_ascii().eq_ignore_ascii_case(b"boundary") {
            return (!text.is_empty()).then_some(text);
        }
        rest = split_once(after, b';')?.1;
    }
}

/// A quoted string whose first quote is gone, and what is behind its last.
fn unquoted(quoted: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let (mut text, mut bytes) = (Vec::new(), quoted.iter().enumerate());
    loop {
        match bytes.next()? {
            (at, b'"') => return Some((text, &quoted[at + 1..])),
            (_, b'\\') => text.push(*bytes.next()?.1),
            (_, byte) => text.push(*byte),
        }
    }
}

fn split_once(text: &[u8], by: u8) -> Option<(&[u8], &[u8])> {
    let at = text.iter().position(|byte| *byte == by)?;
    Some((&text[..at], &text[at + 1..]))
}

/// The line at the beginning of a text, without its end, and the rest.
fn line(text: &[u8]) -> (&[u8], &[u8]) {
    match text.iter().position(|byte| *byte == b'\n') {
        Some(end) => {
            let line = &text[..end];
            (line.strip_suffix(b"\r").unwrap_or(line), &text[end + 1..])
        }
        None => (text, &[]),
    }
}

/// The parts of a body, in order.
pub(super) struct Parts<'b> {
    boundary: &'b [u8],
    rest: &'b [u8],
    has_begun: bool,
    has_ended: bool,
}

/// One part: its headers and its content.
pub(super) struct RawPart<'b> {
    content: &'b [u8],
    /// The body ended before the part did.
    pub(super) is_cut: bool,
}

impl<'b> Parts<'b> {
    pub(super) fn new(body: &'b [u8], boundary: &'b [u8]) -> Self {
        Self {
            boundary,
            rest: body,
            has_begun: false,
            has_ended: false,
        }
    }

    /// Whether the last delimiter was reached, behind which there are no parts.
    pub(super) fn has_ended(&self) -> bool {
        self.has_ended
    }

    /// What is before the next delimiter, without the end of line that belongs to that (RFC 2046, 5.1.1), and whether there is
    /// such a delimiter.
    fn until_delimiter(&mut self) -> (&'b [u8], bool) {
        let all = self.rest;
        let mut rest = all;
        while !rest.is_empty() {
            let before = all.len() - rest.len();
            let (text, after) = line(rest);
            if let Some(is_last) = self.delimiter(text) {
                self.has_ended = is_last;
                self.rest = after;
                let content = &all[..before];
                let content = content.strip_suffix(b"\n").unwrap_or(content);
                return (content.strip_suffix(b"\r").unwrap_or(content), true);
            }
            rest = after;
        }
        self.rest = &[];
        (all, false)
    }

    /// Whether a line is a delimiter, and whether it is the last one.
    fn delimiter(&self, line: &[u8]) -> Option<bool> {
        let rest = line.strip_prefix(b"--")?.strip_prefix(self.boundary)?;
        let is_last = rest.starts_with(b"--");
        let rest = if is_last { &rest[2..] } else { rest };
        rest.trim_ascii().is_empty().then_some(is_last)
    }
}

impl<'b> Iterator for Parts<'b> {
    type Item = RawPart<'b>;

    fn next(&mut self) -> Option<RawPart<'b>> {
        if !self.has_begun {
            self.has_begun = true;
            // What is before the first delimiter is for people.
            if !self.until_delimiter().1 {
                return None;
            }
        }
        if self.has_ended || self.rest.is_empty() {
            return None;
        }
        let (content, is_closed) = self.until_delimiter();
        Some(RawPart {
            content,
            is_cut: !is_closed,
        })
    }
}

/// The headers of a part, and what is behind them.
pub(super) struct Opened<'b> {
    pub(super) headers: HeaderMap,
    pub(super) content: &'b [u8],
}

impl<'b> RawPart<'b> {
    /// None if it has too many headers.
    pub(super) fn open(&self) -> Option<Opened<'b>> {
        let (headers, content) = headers(self.content)?;
        Some(Opened { headers, content })
    }
}

/// Reads headers up to the empty line behind them. What no header can be is left out; none if there are too many.
fn headers(text: &[u8]) -> Option<(HeaderMap, &[u8])> {
    let mut headers = HeaderMap::new();
    let mut rest = text;
    loop {
        let (first, mut after) = line(rest);
        if first.is_empty() {
            return Some((headers, after));
        }
        // A line that begins with a space goes on with the one before (RFC 9112, 5.2).
        let mut folded = Vec::new();
        while after.starts_with(b" ") || after.starts_with(b"\t") {
            let (more, behind) = line(after);
            if folded.is_empty() {
                folded.extend_from_slice(first);
            }
            folded.push(b' ');
            folded.extend_from_slice(more.trim_ascii());
            after = behind;
        }
        let whole: &[u8] = if folded.is_empty() { first } else { &folded };
        rest = after;
        let Some((name, value)) = split_once(whole, b':') else {
            continue;
        };
        let name = HeaderName::from_bytes(name.trim_ascii());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_bytes(value.trim_ascii())) {
            // `append` panics where the map is full.
            if headers.len() >= limits::HEADERS || headers.try_append(name, value).is_err() {
                return None;
            }
        }
    }
}

/// Why a part is no answer.
#[derive(Debug)]
pub(super) enum NoAnswer {
    Malformed,
    TooManyHeaders,
}

/// Reads an HTTP answer. Empty lines before it are passed over (RFC 9112, 2.2).
pub(super) fn response(text: &[u8]) -> Result<Response<Vec<u8>>, NoAnswer> {
    let mut rest = text;
    while let Some(after) = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")) {
        rest = after;
    }
    let (first, rest) = line(rest);
    let status = status(first).ok_or(NoAnswer::Malformed)?;
    let (headers, body) = headers(rest).ok_or(NoAnswer::TooManyHeaders)?;
    let mut response = Response::new(of_length(body, &headers).to_vec());
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}

/// The status in `HTTP/1.1 204 No Content`.
fn status(line: &[u8]) -> Option<StatusCode> {
    let (version, rest) = split_once(line, b' ')?;
    if !version.get(..5)?.eq_ignore_ascii_case(b"http/") {
        return None;
    }
    let rest = rest.trim_ascii_start();
    let code = rest.split(u8::is_ascii_whitespace).next()?;
    StatusCode::from_bytes(code).ok()
}

/// The body without the ends of line that some services put behind it: its own length decides, where it has one.
fn of_length<'b>(body: &'b [u8], headers: &HeaderMap) -> &'b [u8] {
    let length = headers
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok());
    let length = length.and_then(|length| length.trim().parse::<usize>().ok());
    match length.and_then(|length| body.split_at_checked(length)) {
        Some((body, rest)) if rest.iter().all(|byte| matches!(byte, b'\r' | b'\n')) => body,
        _ => body,
    }
}

/// Whether an answer is as long as it announces, so that the end of the batch behind it is not needed.
pub(super) fn is_complete(response: &Response<Vec<u8>>) -> bool {
    let length = response.headers().get(CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.trim().parse::<usize>().ok());
    length.is_some_and(|length| length == response.body().len())
}
