//! One answer in a batch's answer.

use crate::edm::Binary;
use crate::error::{DecodeError, Error};
use crate::limits;
use crate::members::{each_item, each_member, text_of};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use serde_json::value::RawValue;

/// The id of the request that it answers: text, as the standard has it; some services write a number.
pub(super) fn id_of(json: &RawValue) -> Option<usize> {
    let mut id = None;
    each_member(json.get(), &mut |name, value| {
        let text = value.get();
        if name == "id" {
            id.get_or_insert(
                text.strip_prefix('"')
                    .and_then(|text| text.strip_suffix('"'))
                    .unwrap_or(text),
            );
        }
    });
    // Exactly as it was sent: `01` is not one of ours.
    id.and_then(|text| text.parse::<usize>().ok().filter(|id| id.to_string() == text))
}

/// The members of an answer as they came.
#[derive(Default)]
struct Answer<'j> {
    status: Option<&'j RawValue>,
    headers: Option<&'j RawValue>,
    body: Option<&'j RawValue>,
}

/// Reads an answer. Header names can be in any case; `body` can be absent, null, JSON, text, or bytes in base64url.
///
/// None for what is no answer, as if it had not come; an error, with the status of the batch and the answer's text, for one
/// that is too large.
pub(super) fn answer(batch: StatusCode, json: &RawValue) -> Option<Result<Response<Vec<u8>>, Error>> {
    let mut answer = Answer::default();
    each_member(json.get(), &mut |name, value| {
        let place = match name {
            "status" => &mut answer.status,
            "headers" => &mut answer.headers,
            "body" => &mut answer.body,
            _ => return,
        };
        if value.get() != "null" {
            place.get_or_insert(value);
        }
    });
    let status = StatusCode::from_bytes(text_of(answer.status?)?.as_bytes()).ok()?;
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    if let Some(json) = answer.headers
        && !read_headers(json, response.headers_mut())?
    {
        let reason = format!("it has more than {} headers", limits::HEADERS);
        let body = json.get().as_bytes().to_vec();
        let error = DecodeError::new(batch, body, reason);
        return Some(Err(Error::Decode(Box::new(error))));
    }
    if let Some(body) = answer.body {
        *response.body_mut() = bytes(body, response.headers().get(CONTENT_TYPE));
    }
    Some(Ok(response))
}

/// Reads the headers, in order; whether there are no more of them than can be. What no header can be, it cannot have been,
/// and is left out.
fn read_headers(json: &RawValue, headers: &mut HeaderMap) -> Option<bool> {
    let mut is_too_many = false;
    let mut add = |name: &HeaderName, value: &RawValue| {
        let Some(value) = text_of(value).and_then(|text| HeaderValue::try_from(text).ok()) else {
            return true;
        };
        // `append` panics where the map is full.
        is_too_many |= headers.len() >= limits::HEADERS || headers.try_append(name, value).is_err();
        !is_too_many
    };
    let is_object = each_member(json.get(), &mut |name, value| {
        let Ok(name) = HeaderName::try_from(name) else {
            return;
        };
        if value.get().starts_with('[') {
            each_item(value.get(), &mut |value| add(&name, value));
        } else {
            add(&name, value);
        }
    });
    is_object.then_some(!is_too_many)
}

/// The body's bytes: JSON as it came, so that numbers keep their digits; text; base64url where the content type is neither
/// (OData JSON 4.01, 19.1).
fn bytes(body: &RawValue, content_type: Option<&HeaderValue>) -> Vec<u8> {
    let kind = content_type
        .and_then(|kind| kind.to_str().ok())
        .map(str::to_ascii_lowercase);
    let is_json = kind.as_ref().is_none_or(|kind| kind.contains("json"));
    let json = body.get();
    if is_json || !json.starts_with('"') {
        return json.as_bytes().to_vec();
    }
    let text = text_of(body).unwrap_or_default();
    if kind.is_some_and(|kind| kind.starts_with("text/plain")) {
        return text.into_bytes();
    }
    // What is no base64 was not encoded.
    text.parse::<Binary>()
        .map_or_else(|_| text.into_bytes(), Binary::into_vec)
}
