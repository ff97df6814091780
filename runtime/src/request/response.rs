//! Answers: what a status and a body become.

use crate::error::{DecodeError, Error, ServiceError};
use crate::link::{LinkBase, accepted};
use crate::reader::{JsonReader, Place, ReadError, Readable};
use crate::structure::read;
use crate::text::without_mark;
use crate::types::{Entity, TypeInfo};
use http::response::Parts;
use http::{Extensions, StatusCode};

/// What kind of answer is read.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerKind {
    /// JSON, or text.
    Content,
    /// Bytes of any media type.
    Bytes,
    /// Nothing.
    Nothing,
}

/// What can be read from an answer with a success status.
///
/// ```
/// use odata_entity::{Error, FromResponse, path};
///
/// /// A report, which the service writes as comma-separated values.
/// struct Csv(String);
///
/// impl FromResponse for Csv {
///     fn from_response(response: http::Response<Vec<u8>>) -> Result<Self, Error> {
///         Ok(Self(String::from_utf8_lossy(response.body()).into_owned()))
///     }
/// }
///
/// let request = path!("/reports/getOffice365ActiveUserDetail").get::<Csv>();
/// let Csv(text) = request.read(http::Response::new(b"name,active\na,true".to_vec()))?;
/// assert_eq!(text.lines().count(), 2);
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from an answer",
    label = "not readable",
    note = "an entity derives `Entity`; `Page<E>` is a collection of them, `Single<T>` one value, `Json<T>` anything \
            that serde reads, `()` nothing"
)]
pub trait FromResponse: Sized {
    /// Whether an answer of this status is read; any other is an error.
    #[must_use = "this changes nothing: use what it returns"]
    fn is_answer(status: StatusCode) -> bool {
        status.is_success()
    }

    /// Reads the answer.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] if it is not what was asked for.
    fn from_response(response: http::Response<Vec<u8>>) -> Result<Self, Error>;

    /// The error of an answer that is not read; `location` is where its header `Location` leads.
    #[doc(hidden)]
    #[must_use = "this changes nothing: use what it returns"]
    fn refused(error: ServiceError, location: Option<String>) -> Error {
        let _ = location;
        error.into()
    }

    /// What kind of answer it is.
    #[doc(hidden)]
    const KIND: AnswerKind = AnswerKind::Content;

    /// The entity type that the answer is of, if it is of one.
    #[doc(hidden)]
    const OF: Option<&'static TypeInfo> = None;

    /// Resolves relative links in what was read. `base` is what they are relative to, but for objects with a context URL
    /// ([`LinkBase::within`]). Does nothing unless implemented.
    fn resolve_links(&mut self, base: &LinkBase) {
        let _ = base;
    }
}

#[diagnostic::do_not_recommend]
impl<E: Entity> FromResponse for E {
    #[doc(hidden)]
    const OF: Option<&'static TypeInfo> = Some(E::TYPE);

    fn from_response(response: http::Response<Vec<u8>>) -> Result<Self, Error> {
        let (parts, body) = content(response, ABSENT_ENTITY)?;
        decode(&parts, body)
    }
}

/// Any answer without a body, or with a JSON body. A proxy's sign-in page is an error, and so is work that was
/// accepted and not done.
impl FromResponse for () {
    const KIND: AnswerKind = AnswerKind::Nothing;

    fn from_response(response: http::Response<Vec<u8>>) -> Result<Self, Error> {
        if response.status() == StatusCode::ACCEPTED {
            let accepted = accepted(response.headers(), response.extensions());
            return Err(Error::Accepted(accepted));
        }
        if is_nothing(response.body()) {
            return Ok(());
        }
        let (parts, body) = response.into_parts();
        decode::<Anything>(&parts, body).map(|Anything| ())
    }
}

/// Whether a body has no content. Any other that is no entity is an error: a proxy's sign-in page is no answer to a
/// change.
pub(super) fn is_nothing(body: &[u8]) -> bool {
    matches!(without_mark(body).trim_ascii(), b"" | b"null")
}

/// What to do about an entity that is not there.
pub(super) const ABSENT_ENTITY: &str =
    "a service answers so for what is null or absent; ask with `optional()` to read that as `None`";

/// The parts of an answer that must have a body. Of one that has none the error names `absent`, of accepted work the monitor.
pub(crate) fn content(
    response: http::Response<Vec<u8>>,
    absent: &str,
) -> Result<(http::response::Parts, Vec<u8>), Error> {
    let (parts, body) = response.into_parts();
    if parts.status == StatusCode::ACCEPTED {
        return Err(Error::Accepted(accepted(&parts.headers, &parts.extensions)));
    }
    let reason = match without_mark(&body).trim_ascii() {
        b"" if parts.status == StatusCode::NO_CONTENT => format!("there is no content: {absent}"),
        b"" => "the body is empty".to_owned(),
        b"null" => format!("it is null: {absent}"),
        _ => return Ok((parts, body)),
    };
    let error = DecodeError::new(parts.status, body, reason);
    Err(Error::Decode(Box::new(error)))
}

/// Any JSON, of which nothing is kept.
struct Anything;

impl Readable for Anything {
    type Leads = Self;

    fn read(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        from.skip().map(|()| Self)
    }
}

/// How the request that an answer is to wants it read; noted in its extensions.
#[derive(Clone, Copy)]
pub(crate) struct Reading {
    /// The type that the path declares.
    pub(crate) declared: Option<&'static str>,
    /// Whether items of other types are left out of a list.
    pub(crate) skips_other_types: bool,
    /// The name of the member that has the items of a page.
    pub(crate) items: &'static str,
    /// Whether the request asked to track changes.
    pub(crate) tracks_changes: bool,
}

/// Whether an answer is to a request that asked to track changes, and does not state that they are tracked
/// ([OData Protocol 4.01, 8.2.8.9](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_Preferencetrackchangesodatatrackchan)).
pub(crate) fn is_untracked(parts: &Parts) -> bool {
    let is_applied = |preference: &str| {
        let name = preference.split(['=', ';']).next().unwrap_or_default().trim();
        name.eq_ignore_ascii_case("odata.track-changes") || name.eq_ignore_ascii_case("track-changes")
    };
    Reading::noted(&parts.extensions).tracks_changes
        && !super::prefer::applied(&parts.headers).into_iter().any(is_applied)
}

impl Reading {
    fn noted(extensions: &Extensions) -> Self {
        extensions.get().copied().unwrap_or(Self {
            declared: None,
            skips_other_types: false,
            tracks_changes: false,
            items: "value",
        })
    }
}

/// Reads a body.
pub(crate) fn decode<T: Readable>(parts: &Parts, body: Vec<u8>) -> Result<T, Error> {
    let reading = Reading::noted(&parts.extensions);
    match read_body(&body, reading) {
        Ok(value) => Ok(value),
        Err(error) => {
            let error = DecodeError::of(parts.status, body, error);
            Err(Error::Decode(Box::new(error)))
        }
    }
}

fn read_body<T: Readable>(body: &[u8], reading: Reading) -> Result<T, ReadError> {
    let text = read::utf8(without_mark(body))?;
    let mut from = JsonReader::new(text);
    from.place = reading.declared.map_or(Place::Unknown, Place::Declared);
    from.skips_other_types = reading.skips_other_types;
    from.items = reading.items;
    let read = T::read(&mut from).and_then(|value| from.end().map(|()| value));
    read.map_err(|error| error.located(text.as_bytes()))
}
