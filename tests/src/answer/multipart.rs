//! A multipart batch: its requests read, its answers written (Protocol 4.01, section 11.7.7). It is read strictly: what a tolerant
//! service passes over is an error here, so that a test sees it.

use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};

use super::Call;
use super::batch::{BatchItem, BatchRequest, check_count, target};
use super::problem::Problem;
use super::reply::Reply;
use super::rules::{Root, Rules};

/// Whether a batch is a multipart one.
pub(crate) fn is_multipart(call: &Call<'_>) -> bool {
    boundary(call.headers).is_some()
}

/// The boundary of `multipart/mixed; boundary=…`.
fn boundary(headers: &HeaderMap) -> Option<String> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let boundary = kind.strip_prefix("multipart/mixed; boundary=")?;
    Some(boundary.trim_matches('"').to_owned())
}

/// Reads a batch. What concerns the whole of it is an error; what is wrong with one request is kept for its answer.
pub(crate) fn read_multipart(rules: &Rules, call: &Call<'_>) -> Result<Vec<BatchItem>, Problem> {
    if call.method != Method::POST {
        return Err(Problem::method_not_allowed("POST"));
    }
    let boundary = boundary(call.headers).unwrap_or_default();
    let mut items = Vec::new();
    for (place, part) in parts(call.body, &boundary)?.into_iter().enumerate() {
        let (headers, content) = headers(part)?;
        match self::boundary(&headers) {
            None => items.push(item(rules, call.root, &headers, content, place, None)?),
            Some(inner) => {
                let group = format!("change set {place}");
                for part in parts(content, &inner)? {
                    let (headers, content) = self::headers(part)?;
                    items.push(item(rules, call.root, &headers, content, place, Some(&group))?);
                }
            }
        }
    }
    check_count(rules, items.len())?;
    Ok(items)
}

/// The parts between the delimiters of a body.
fn parts<'b>(body: &'b [u8], boundary: &str) -> Result<Vec<&'b [u8]>, Problem> {
    let wrong = || Problem::bad_request(format!("The body has no parts that '--{boundary}' delimits."));
    let delimiter = format!("--{boundary}\r\n");
    let mut rest = body.strip_prefix(delimiter.as_bytes()).ok_or_else(wrong)?;
    let (next, last) = (format!("\r\n{delimiter}"), format!("\r\n--{boundary}--\r\n"));
    let mut parts = Vec::new();
    loop {
        if let Some(end) = find(rest, next.as_bytes()) {
            parts.push(&rest[..end]);
            rest = &rest[end + next.len()..];
        } else {
            let end = find(rest, last.as_bytes()).ok_or_else(wrong)?;
            parts.push(&rest[..end]);
            return Ok(parts);
        }
    }
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}

/// The headers, and what is behind the empty line that ends them.
fn headers(text: &[u8]) -> Result<(HeaderMap, &[u8]), Problem> {
    let wrong = |what: &str| Problem::bad_request(format!("A part of the batch {what}."));
    let mut headers = HeaderMap::new();
    let mut rest = text;
    loop {
        let end = find(rest, b"\r\n").ok_or_else(|| wrong("has no empty line behind its headers"))?;
        let line = &rest[..end];
        rest = &rest[end + 2..];
        if line.is_empty() {
            return Ok((headers, rest));
        }
        let at = find(line, b": ").ok_or_else(|| wrong("has a header that is none"))?;
        let name = HeaderName::from_bytes(&line[..at]);
        let value = HeaderValue::from_bytes(&line[at + 2..]);
        let (Ok(name), Ok(value)) = (name, value) else {
            return Err(wrong("has a header that is none"));
        };
        headers.insert(name, value);
    }
}

fn item(
    rules: &Rules,
    root: &Root,
    headers: &HeaderMap,
    content: &[u8],
    place: usize,
    group: Option<&str>,
) -> Result<BatchItem, Problem> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if text("content-type") != Some("application/http") || text("content-transfer-encoding") != Some("binary")
    {
        let message = "A part of the batch is not 'application/http' in the encoding 'binary'.";
        return Err(Problem::bad_request(message));
    }
    let id = text("content-id").map(str::to_owned);
    if group.is_some() && id.is_none() {
        return Err(Problem::bad_request(
            "A request of a change set has no 'Content-ID'.",
        ));
    }
    Ok(BatchItem {
        id: id.unwrap_or_else(|| format!("part {place}")),
        depends_on: Vec::new(),
        group: group.map(str::to_owned),
        request: request(rules, root, content, group.is_some()),
    })
}

fn request(rules: &Rules, root: &Root, content: &[u8], is_in_set: bool) -> Result<BatchRequest, Problem> {
    let wrong = || Problem::bad_request("A request of the batch does not begin 'METHOD URL HTTP/1.1'.");
    let end = find(content, b"\r\n").ok_or_else(wrong)?;
    let line = std::str::from_utf8(&content[..end]).map_err(|_| wrong())?;
    let (method, rest) = line.split_once(' ').ok_or_else(wrong)?;
    let url = rest.strip_suffix(" HTTP/1.1").ok_or_else(wrong)?;
    let method = Method::from_bytes(method.as_bytes()).map_err(|_| wrong())?;
    if is_in_set && method == Method::GET {
        return Err(Problem::bad_request("A change set has a GET request."));
    }
    let (headers, body) = headers(&content[end + 2..])?;
    if headers.contains_key(header::AUTHORIZATION) {
        return Err(Problem::bad_request(
            "A request of the batch has a token of its own.",
        ));
    }
    let length = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok());
    if length.is_some_and(|length| length != body.len().to_string()) {
        return Err(Problem::bad_request(
            "A request of the batch has another length than it announces.",
        ));
    }
    let target = target(rules, root, url)?;
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    Ok(BatchRequest {
        method,
        path: path.to_owned(),
        query: query.to_owned(),
        headers,
        body: body.to_vec(),
    })
}

/// What came of one part of a batch: an answer for each of its requests, or the error of a change set.
type Answered<'i> = Result<Vec<(&'i BatchItem, Reply)>, Box<Reply>>;

/// The answers of a batch, in the order of its parts: those of a change set in one part, or the error of one that failed.
pub(crate) fn multipart_answer(answers: &[Answered<'_>]) -> Reply {
    let mut out = Vec::new();
    for answer in answers {
        out.extend_from_slice(b"--batch\r\n");
        match answer {
            Ok(set) if set.first().is_some_and(|(item, _)| item.group.is_some()) => {
                out.extend_from_slice(b"Content-Type: multipart/mixed; boundary=set\r\n\r\n");
                // A service may give them in any order.
                for (item, reply) in set.iter().rev() {
                    out.extend_from_slice(b"--set\r\n");
                    part(Some(&item.id), reply, &mut out);
                }
                out.extend_from_slice(b"--set--\r\n");
            }
            Ok(single) => {
                for (_, reply) in single {
                    part(None, reply, &mut out);
                }
            }
            Err(reply) => part(None, reply, &mut out),
        }
    }
    out.extend_from_slice(b"--batch--\r\n");
    Reply::text(StatusCode::OK, "multipart/mixed; boundary=batch", out)
}

fn part(id: Option<&str>, reply: &Reply, out: &mut Vec<u8>) {
    out.extend_from_slice(b"Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n");
    if let Some(id) = id {
        out.extend_from_slice(format!("Content-ID: {id}\r\n").as_bytes());
    }
    let reason = reply.status.canonical_reason().unwrap_or_default();
    out.extend_from_slice(format!("\r\nHTTP/1.1 {} {reason}\r\n", reply.status.as_str()).as_bytes());
    for (name, value) in &reply.headers {
        out.extend_from_slice(name.as_str().as_bytes());
        out.extend_from_slice(b": ");
        out.extend_from_slice(value.as_bytes());
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(b"\r\n");
    out.extend_from_slice(&reply.body);
    out.extend_from_slice(b"\r\n");
}
