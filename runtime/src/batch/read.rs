//! The answers in a batch's answer.

use super::job::copy;
use super::part::{answer, id_of};
use super::whole::unanswered;
use crate::error::{DecodeError, Error, SentToken, ServiceError, TransportError, TransportErrorKind};
use crate::members::Name;
use crate::status::Meaning;
use crate::text::without_mark;
use http::{Response, StatusCode};
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::ops::Range;

/// The answers to the requests of a batch.
#[derive(Default)]
pub(crate) struct Answers {
    pub(super) by_id: HashMap<usize, Result<Response<Vec<u8>>, Error>>,
    /// The errors of change sets that failed, where they are of none of their requests, by the first of them.
    pub(super) sets: BTreeMap<usize, (Range<usize>, Response<Vec<u8>>)>,
    /// Why there are no more.
    pub(super) fault: Option<Error>,
}

impl Answers {
    /// The answer to a request that was sent by itself.
    pub(super) fn of_one(id: usize, answer: Response<Vec<u8>>) -> Self {
        Self {
            by_id: HashMap::from([(id, Ok(answer))]),
            ..Self::default()
        }
    }

    /// The error of a change set, by its first request, where it is of none of its requests.
    pub(super) fn take_set(&mut self, first: usize) -> Option<Response<Vec<u8>>> {
        Some(self.sets.remove(&first)?.1)
    }

    /// The answer to one request, or why there is none. Only one that was lost can be asked for again.
    pub(crate) fn take(&mut self, id: usize) -> Result<Response<Vec<u8>>, Error> {
        let missing = || Err(self.fault.as_ref().map_or_else(unanswered, copy));
        self.by_id.remove(&id).unwrap_or_else(missing)
    }

    /// What the answer to one request means; none if there is no answer to it.
    pub(super) fn meaning(&self, id: usize) -> Option<Meaning> {
        let of_set = || {
            let (ids, answer) = self.sets.range(..=id).next_back()?.1;
            ids.contains(&id).then_some(answer)
        };
        let own = self.by_id.get(&id).and_then(|answer| answer.as_ref().ok());
        Some(Meaning::of(own.or_else(of_set)?.status()))
    }

    /// The first failure.
    pub(super) fn failure(&self) -> Error {
        let of_set = self.sets.first_key_value().map(|(id, (_, answer))| (id, answer));
        let own = self.by_id.iter().min_by_key(|(id, _)| **id);
        match (own, of_set) {
            (Some((id, _)), Some((first, answer))) if first < id => ServiceError::of(answer.clone()).into(),
            (Some((_, Ok(answer))), _) | (None, Some((_, answer))) => ServiceError::of(answer.clone()).into(),
            (Some((_, Err(error))), _) => copy(error),
            (None, None) => self.fault.as_ref().map_or_else(unanswered, copy),
        }
    }
}

/// Reads the answers by the ids of their requests, in whatever order they came.
///
/// Each is read separately: an invalid one loses no other, and those before a fault are kept. What has no id that
/// was sent is left out, so nothing grows with what a peer makes up. Of two with one id neither counts.
pub(crate) fn read_body(response: Response<Vec<u8>>, is_sent: impl Fn(usize) -> bool) -> Answers {
    let (parts, body) = response.into_parts();
    let mut found = HashMap::new();
    let mut deserializer = serde_json::Deserializer::from_slice(without_mark(&body));
    let result = deserializer.deserialize_map(Whole(&mut |json| {
        let Some(id) = id_of(json).filter(|id| is_sent(*id)) else {
            return;
        };
        match found.entry(id) {
            Entry::Vacant(place) => {
                place.insert((json, None));
            }
            Entry::Occupied(mut first) => first.get_mut().1 = Some(json),
        }
    }));
    let result = result.and_then(|()| deserializer.end());
    let by_id = found.into_iter().filter_map(|(id, (json, second))| {
        let answer = match second {
            None => answer(parts.status, json)?.map(|mut answer| {
                if let Some(token) = parts.extensions.get::<SentToken>() {
                    answer.extensions_mut().insert(token.clone());
                }
                answer
            }),
            Some(second) => Err(twice(parts.status, json, second)),
        };
        Some((id, answer))
    });
    let by_id = by_id.collect();
    let fault = result.err().map(|error| fault(parts.status, body, &error));
    Answers {
        by_id,
        fault,
        ..Answers::default()
    }
}

/// Truncated JSON is a lost answer: some of the requests may be done. Anything else is a complete answer that is
/// invalid.
fn fault(status: StatusCode, body: Vec<u8>, error: &serde_json::Error) -> Error {
    let reason = format!("the answer to the batch: {error}");
    if error.is_eof() && !body.trim_ascii().is_empty() {
        return Error::Transport(TransportError::new(TransportErrorKind::Interrupted, reason));
    }
    Error::Decode(Box::new(DecodeError::new(status, body, reason)))
}

/// Whichever of the two is meant, the other may have been done as well.
fn twice(status: StatusCode, first: &RawValue, second: &RawValue) -> Error {
    let body = format!("[{first},{second}]").into_bytes();
    let reason = "the batch's answer has two for this request".to_owned();
    Error::Decode(Box::new(DecodeError::new(status, body, reason)))
}

type Each<'e, 'j> = &'e mut dyn FnMut(&'j RawValue);

/// The object of a batch's answer.
struct Whole<'e, 'j>(Each<'e, 'j>);

impl<'j> Visitor<'j> for Whole<'_, 'j> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with `responses`")
    }

    fn visit_map<A: MapAccess<'j>>(self, mut map: A) -> Result<(), A::Error> {
        let mut is_any = false;
        while let Some(Name(name)) = map.next_key()? {
            if name == "responses" {
                is_any = true;
                map.next_value_seed(Responses(&mut *self.0))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        if is_any {
            Ok(())
        } else {
            Err(A::Error::missing_field("responses"))
        }
    }
}

/// The array of the answers.
struct Responses<'e, 'j>(Each<'e, 'j>);

impl<'j> DeserializeSeed<'j> for Responses<'_, 'j> {
    type Value = ();

    fn deserialize<D: Deserializer<'j>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'j> Visitor<'j> for Responses<'_, 'j> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'j>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(json) = seq.next_element::<&'j RawValue>()? {
            (self.0)(json);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits;
    use http::HeaderValue;

    fn read(body: &[u8]) -> Answers {
        read_body(Response::new(body.to_vec()), |id| id < 100)
    }

    /// What came back for a request of 100, as text.
    fn reason(answers: &mut Answers, id: usize) -> String {
        match answers.take(id) {
            Ok(response) => response.status().to_string(),
            Err(Error::Decode(error)) => error.reason().to_owned(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn answers_are_read_in_each_of_their_forms() {
        let body = br#"{"responses":[
            {"id":"3","status":204,"headers":{"etag":"W/\"1\""},"body":null},
            {"id":1,"status":200,"headers":{"Content-Type":"application/json"},"body":{"n":1.10}},
            {"id":"2","status":302,"headers":{"LOCATION":"https://cdn/x","retry-after":3}},
            {"id":"4","status":200,"headers":{"content-type":"image/png"},"body":"_-8"},
            {"id":"5","status":502,"headers":{"content-type":"text/html"},"body":"<html>"},
            {"id":"6","status":"200","body":"text"},
            {"id":"7","status":200,"headers":{"content-type":"text/plain"},"body":"abcd"},
            {"id":"8","status":200,"headers":{"a":["1",null,2],"A":"3","b":null,"\u00e9":"x","c":"x\ny","d":"\u00e9"}},
            {"id":"x","status":200},{"id":["1"],"status":200},{"id":-1,"status":200},{"status":200},{"id":"+9","status":200},
            {"id":"101","status":200},null,7,"text",[]
        ],"@nextLink":null}"#;
        let mut answers = read(body);
        assert_eq!(answers.by_id.len(), 8);
        let mut answer = |id| answers.take(id).unwrap();
        let (third, second, eighth) = (answer(3), answer(2), answer(8));
        assert_eq!(
            (third.body().len(), &third.headers()["etag"]),
            (0, &HeaderValue::from_static("W/\"1\""))
        );
        assert_eq!(answer(1).body(), br#"{"n":1.10}"#);
        assert_eq!(
            (&second.headers()["location"], &second.headers()["retry-after"]),
            (
                &HeaderValue::from_static("https://cdn/x"),
                &HeaderValue::from_static("3")
            )
        );
        assert_eq!(answer(4).body(), &[0xff, 0xef]);
        assert_eq!(
            (
                answer(5).into_body(),
                answer(6).into_body(),
                answer(7).into_body()
            ),
            (b"<html>".to_vec(), b"\"text\"".to_vec(), b"abcd".to_vec())
        );
        let values: Vec<_> = eighth.headers().get_all("a").into_iter().collect();
        assert_eq!(values, ["1", "2", "3"]);
        assert_eq!(
            (eighth.headers().len(), eighth.headers()["d"].as_bytes()),
            (4, "é".as_bytes())
        );
    }

    #[test]
    fn an_answer_that_is_none_or_too_large_loses_no_other() {
        let many: String = (0..=limits::HEADERS)
            .map(|at| format!("\"h{at}\":\"\","))
            .collect();
        let body = format!(
            r#"{{"responses":[
                {{"id":"0","status":9999}},{{"id":"1","status":70000}},{{"id":"2"}},{{"id":"3","status":200,"headers":[]}},
                {{"id":"4","status":200,"headers":{{{many}"z":""}}}},{{"id":"5","status":200}},{{"id":5,"status":200}},
                {{"id":"6","status":204}}
            ]}}"#
        );
        let mut answers = read(body.as_bytes());
        for id in (0..=3).chain([7]) {
            assert!(
                matches!(answers.take(id), Err(Error::Transport(_))),
                "{id} did not come"
            );
        }
        assert_eq!(reason(&mut answers, 4), "it has more than 1000 headers");
        assert_eq!(
            reason(&mut answers, 5),
            "the batch's answer has two for this request"
        );
        assert_eq!(reason(&mut answers, 6), "204 No Content");
        assert!(
            matches!(answers.take(7), Err(Error::Transport(_))),
            "it did not come"
        );
    }

    #[test]
    fn what_breaks_off_is_lost_and_what_is_no_batch_is_not() {
        let cut = r#"{"responses":[{"id":"1","status":204},{"id":"2","status":2"#;
        let mut answers = read(format!("\u{feff}{cut}").as_bytes());
        assert!(answers.take(1).is_ok());
        assert!(matches!(answers.take(2), Err(Error::Transport(_))));
        for none in [
            "",
            "{}",
            "[]",
            "{\"responses\":{}}",
            "<html>",
            "{\"responses\":[]}x",
        ] {
            let error = read(none.as_bytes()).take(1).unwrap_err();
            assert!(
                matches!(&error, Error::Decode(error) if error.body() == none.as_bytes()),
                "{none}: {error:?}"
            );
        }
    }
}
