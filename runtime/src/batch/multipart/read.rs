//! The answers in a multipart answer: by position outside change sets, by `Content-ID` inside
//! ([OData Protocol 4.01, 11.7.7.4](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_MultipartBatchResponse)).

use super::super::job::copy;
use super::super::outgoing::Slot;
use super::super::read::Answers;
use super::super::whole::unanswered;
use super::parts::{NoAnswer, Opened, Parts, RawPart, boundary, is_complete, response};
use crate::error::{DecodeError, Error, SentToken, ServiceError, TransportError, TransportErrorKind};
use crate::limits;
use http::{HeaderMap, Response, StatusCode};
use std::collections::hash_map::Entry;
use std::ops::Range;
use std::sync::Arc;

/// Reads the answers to what was sent, in the order of `slots`.
///
/// An invalid part loses no other, and those before a fault are kept. Parts that are missing behind an error are not done, where the
/// answer is complete: the service stopped there. With more parts than were asked for, no position can be relied on.
pub(in crate::batch) fn read_multipart(
    answer: Response<Vec<u8>>,
    boundary: &[u8],
    slots: impl Iterator<Item = Slot>,
) -> Answers {
    let (head, body) = answer.into_parts();
    let mut reading = Reading {
        answers: Answers::default(),
        status: head.status,
        token: head.extensions.get::<SentToken>(),
        last_error: None,
    };
    let mut parts = Parts::new(&body, boundary);
    let (mut count, mut is_short) = (0_usize, false);
    for slot in slots {
        let Some(part) = parts.next() else {
            is_short = true;
            break;
        };
        count += 1;
        reading.place(&slot, &part);
    }
    let has_more = !is_short && parts.next().is_some();
    let has_ended = parts.has_ended();
    let Reading {
        mut answers,
        status,
        last_error,
        ..
    } = reading;
    let invalid = |reason: &str| {
        let body = body.get(..body.len().min(KEPT)).unwrap_or_default();
        let error = DecodeError::new(status, body.to_vec(), reason.to_owned());
        Error::Decode(Box::new(error))
    };
    if has_more {
        let fault = Some(invalid(
            "the answer to the batch has more parts than the batch has requests",
        ));
        return Answers {
            fault,
            ..Answers::default()
        };
    }
    if count == 0 && !has_ended {
        answers.fault = Some(match body.trim_ascii().is_empty() {
            true => unanswered(),
            false => invalid("the answer to the batch has no part behind its boundary"),
        });
    } else if is_short {
        answers.fault = Some(match last_error {
            Some(cause) if has_ended => Error::NotDone(Arc::new(cause)),
            _ => unanswered(),
        });
    }
    answers
}

/// An invalid answer is kept up to this length.
const KEPT: usize = 64 << 10;

/// What is read so far.
struct Reading<'t> {
    answers: Answers,
    /// The status of the batch.
    status: StatusCode,
    token: Option<&'t SentToken>,
    /// The answer of the last part, if that was an error.
    last_error: Option<Error>,
}

impl Reading<'_> {
    /// Reads one part, and what is in it.
    fn place(&mut self, slot: &Slot, part: &RawPart<'_>) {
        self.last_error = None;
        let Some(opened) = part.open() else {
            return self.fail(&slot.ids, &too_many_headers());
        };
        match boundary(&opened.headers) {
            Some(inner) if slot.is_set => self.place_set(slot, opened.content, &inner, part.is_cut),
            Some(_) => self.fail(
                &slot.ids,
                "the answer is that of a change set, and the request is in none",
            ),
            None if slot.is_set => self.place_failed_set(slot, &opened, part.is_cut),
            None => {
                let result = self.read(opened.content, part.is_cut);
                if let Ok(answer) = &result {
                    self.last_error = failure(answer);
                }
                self.answers.by_id.insert(slot.ids.start, result);
            }
        }
    }

    /// One answer to a change set: it failed (Protocol 4.01, 11.7.7.4).
    fn place_failed_set(&mut self, slot: &Slot, part: &Opened<'_>, is_cut: bool) {
        let answer = match self.read(part.content, is_cut) {
            Ok(answer) => answer,
            Err(error) => return self.fail_with(&slot.ids, &error),
        };
        if let Some(error) = failure(&answer) {
            self.last_error = Some(error);
            match id_of(&part.headers, &answer, &slot.ids) {
                Some(id) => _ = self.answers.by_id.insert(id, Ok(answer)),
                None => {
                    let failed = (slot.ids.clone(), answer);
                    self.answers.sets.insert(slot.ids.start, failed);
                }
            }
        } else if slot.ids.len() == 1 {
            self.answers.by_id.insert(slot.ids.start, Ok(answer));
        } else {
            self.fail(
                &slot.ids,
                "the answer to a change set is one success, and not one for each request",
            );
        }
    }

    /// The answers in a change set. They come in any order; without ids in any of them, by position.
    fn place_set(&mut self, slot: &Slot, content: &[u8], inner: &[u8], is_cut: bool) {
        let mut parts = Parts::new(content, inner);
        let (mut without_id, mut has_ids, mut count) = (Vec::new(), false, 0_usize);
        for part in &mut parts {
            count += 1;
            if count > slot.ids.len() {
                self.forget(&slot.ids);
                return self.fail(
                    &slot.ids,
                    "the answer to a change set has more parts than that has requests",
                );
            }
            let Some(opened) = part.open() else {
                without_id.push(self.invalid(&too_many_headers()));
                continue;
            };
            let result = self.read(opened.content, part.is_cut);
            let id = match &result {
                Ok(answer) => id_of(&opened.headers, answer, &slot.ids),
                Err(_) => id_in(&opened.headers, &slot.ids),
            };
            if let Ok(answer) = &result
                && let Some(error) = failure(answer)
            {
                self.last_error = Some(error);
            }
            let Some(id) = id else {
                without_id.push(result);
                continue;
            };
            has_ids = true;
            let twice = self.invalid("the batch's answer has two for this request");
            match self.answers.by_id.entry(id) {
                Entry::Vacant(place) => _ = place.insert(result),
                Entry::Occupied(mut first) => _ = first.insert(twice),
            }
        }
        if has_ids {
            return;
        }
        match <[_; 1]>::try_from(without_id) {
            Ok([Ok(answer)]) if failure(&answer).is_some() => {
                let failed = (slot.ids.clone(), answer);
                self.answers.sets.insert(slot.ids.start, failed);
            }
            Ok(one) if slot.ids.len() == 1 => {
                self.answers.by_id.extend(slot.ids.clone().zip(one));
            }
            Err(all) if all.len() == slot.ids.len() => {
                self.answers.by_id.extend(slot.ids.clone().zip(all));
            }
            _ if is_cut || !parts.has_ended() => {}
            _ => self.fail(
                &slot.ids,
                "the answers to a change set have no `Content-ID`, and are not as many as its requests",
            ),
        }
    }

    /// Reads one answer. One that is cut off is lost, unless it has the length that it announces.
    fn read(&self, content: &[u8], is_cut: bool) -> Result<Response<Vec<u8>>, Error> {
        let answer = match response(content) {
            Ok(answer) => answer,
            Err(_) if is_cut => return Err(interrupted()),
            Err(NoAnswer::TooManyHeaders) => return self.invalid(&too_many_headers()),
            Err(NoAnswer::Malformed) => {
                return self.invalid("a part of the batch's answer is no HTTP answer");
            }
        };
        if is_cut && !is_complete(&answer) {
            return Err(interrupted());
        }
        let mut answer = answer;
        if let Some(token) = self.token {
            answer.extensions_mut().insert(token.clone());
        }
        Ok(answer)
    }

    fn invalid(&self, reason: &str) -> Result<Response<Vec<u8>>, Error> {
        let error = DecodeError::new(self.status, Vec::new(), reason.to_owned());
        Err(Error::Decode(Box::new(error)))
    }

    fn fail(&mut self, ids: &Range<usize>, reason: &str) {
        for id in ids.clone() {
            let result = self.invalid(reason);
            self.answers.by_id.insert(id, result);
        }
    }

    fn fail_with(&mut self, ids: &Range<usize>, error: &Error) {
        for id in ids.clone() {
            self.answers.by_id.insert(id, Err(copy(error)));
        }
    }

    fn forget(&mut self, ids: &Range<usize>) {
        for id in ids.clone() {
            self.answers.by_id.remove(&id);
        }
    }
}

fn too_many_headers() -> String {
    format!("it has more than {} headers", limits::HEADERS)
}

fn interrupted() -> Error {
    let reason = "the batch's answer breaks off";
    Error::Transport(TransportError::new(TransportErrorKind::Interrupted, reason))
}

/// The error of an answer, if it is one.
fn failure(answer: &Response<Vec<u8>>) -> Option<Error> {
    let status = answer.status();
    (status.is_client_error() || status.is_server_error()).then(|| ServiceError::of(answer.clone()).into())
}

/// The request that an answer is to: the `Content-ID` of the part, or of the answer itself.
fn id_of(part: &HeaderMap, answer: &Response<Vec<u8>>, ids: &Range<usize>) -> Option<usize> {
    id_in(part, ids).or_else(|| id_in(answer.headers(), ids))
}

/// An id of ours in these headers, exactly as it was sent, in angle brackets or not.
fn id_in(headers: &HeaderMap, ids: &Range<usize>) -> Option<usize> {
    let text = headers.get("content-id")?.to_str().ok()?.trim();
    let text = text
        .strip_prefix('<')
        .and_then(|text| text.strip_suffix('>'))
        .unwrap_or(text);
    let id = text.parse::<usize>().ok()?;
    (ids.contains(&id) && id.to_string() == text).then_some(id)
}

#[cfg(test)]
mod tests;
