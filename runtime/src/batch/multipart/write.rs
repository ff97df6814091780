//! Writing a batch as `multipart/mixed`.

use super::super::outgoing::Part;
use crate::random::uuid;
use http::header::{CONTENT_LENGTH, HOST};
use http::{HeaderMap, Method};
use std::io::Write;

/// A request as one part has it, without the headers of the part.
pub(crate) fn write_request(
    method: &Method,
    url: &str,
    host: Option<&str>,
    headers: &HeaderMap,
    body: &[u8],
) -> Vec<u8> {
    let mut out = Vec::with_capacity(url.len() + body.len() + 64 * (headers.len() + 1));
    line(
        &mut out,
        &[method.as_str().as_bytes(), b" ", url.as_bytes(), b" HTTP/1.1"],
    );
    if let Some(host) = host {
        line(&mut out, &[HOST.as_str().as_bytes(), b": ", host.as_bytes()]);
    }
    for (name, value) in headers {
        if name != CONTENT_LENGTH {
            line(&mut out, &[name.as_str().as_bytes(), b": ", value.as_bytes()]);
        }
    }
    if !body.is_empty() {
        let length = body.len().to_string();
        line(
            &mut out,
            &[CONTENT_LENGTH.as_str().as_bytes(), b": ", length.as_bytes()],
        );
    }
    // The empty line is there without a body too.
    line(&mut out, &[]);
    out.extend_from_slice(body);
    out
}

/// The content type and the body of a batch. Parts of one change set come one after the other.
pub(crate) fn write_multipart<'e>(parts: impl Iterator<Item = Part<'e>>) -> (String, Vec<u8>) {
    let boundary = format!("batch_{}", uuid());
    let mut out = Vec::new();
    // The boundary of the change set that is open, and which one that is.
    let mut open: Option<(usize, String)> = None;
    for part in parts {
        let is_open = open.as_ref().is_some_and(|(set, _)| Some(*set) == part.set);
        if !is_open {
            close(&mut out, open.take());
            if let Some(set) = part.set {
                let inner = format!("changes_{}", uuid());
                delimiter(&mut out, &boundary);
                line(
                    &mut out,
                    &[b"Content-Type: multipart/mixed; boundary=", inner.as_bytes()],
                );
                line(&mut out, &[]);
                open = Some((set, inner));
            }
        }
        delimiter(&mut out, open.as_ref().map_or(&boundary, |(_, inner)| inner));
        line(&mut out, &[b"Content-Type: application/http"]);
        line(&mut out, &[b"Content-Transfer-Encoding: binary"]);
        line(&mut out, &[b"Content-ID: ", part.id.to_string().as_bytes()]);
        line(&mut out, &[]);
        out.extend_from_slice(part.entry.written());
        line(&mut out, &[]);
    }
    close(&mut out, open);
    line(&mut out, &[b"--", boundary.as_bytes(), b"--"]);
    (format!("multipart/mixed; boundary={boundary}"), out)
}

/// Closes a change set.
fn close(out: &mut Vec<u8>, open: Option<(usize, String)>) {
    if let Some((_, inner)) = open {
        line(out, &[b"--", inner.as_bytes(), b"--"]);
        line(out, &[]);
    }
}

fn delimiter(out: &mut Vec<u8>, boundary: &str) {
    line(out, &[b"--", boundary.as_bytes()]);
}

fn line(out: &mut Vec<u8>, pieces: &[&[u8]]) {
    for piece in pieces {
        // Writing to memory does not fail.
        let _ = out.write_all(piece);
    }
    out.extend_from_slice(b"\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    #[test]
    fn a_request_ends_its_headers_with_an_empty_line_and_has_the_length_of_its_body() {
        let mut headers = HeaderMap::new();
        headers.insert("if-match", HeaderValue::from_static("W/\"1\""));
        let text = |body: &[u8]| {
            let request = write_request(&Method::PATCH, "Orders(1)", None, &headers, body);
            String::from_utf8(request).unwrap()
        };
        assert_eq!(text(b""), "PATCH Orders(1) HTTP/1.1\r\nif-match: W/\"1\"\r\n\r\n");
        assert_eq!(
            text(b"{\"a\":1}"),
            "PATCH Orders(1) HTTP/1.1\r\nif-match: W/\"1\"\r\ncontent-length: 7\r\n\r\n{\"a\":1}"
        );
        let request = write_request(
            &Method::GET,
            "/odata/Orders",
            Some("host:1"),
            &HeaderMap::new(),
            b"",
        );
        assert_eq!(
            String::from_utf8(request).unwrap(),
            "GET /odata/Orders HTTP/1.1\r\nhost: host:1\r\n\r\n"
        );
    }
}
