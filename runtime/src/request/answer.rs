//! [`Answer`]: what was read, and what came with it.

use super::{FromResponse, Request, prefer};
use crate::call::Tries;
use crate::error::Error;
use crate::limits::Throttle;
use crate::link::LinkBase;
use http::{HeaderMap, StatusCode};
use std::fmt;

/// An answer with its status and headers. `Debug` shows of these only the status and the request's id.
///
/// ```
/// # use odata_entity::Entity;
/// # #[derive(Debug, Clone, PartialEq, Entity)]
/// # #[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
/// # struct User {
/// #     #[odata(key)]
/// #     id: String,
/// #     mail: Option<String>,
/// # }
/// let answer = http::Response::new(br#"{"id":"1","mail":null}"#.to_vec());
/// let answer = User::path("1").get().read_answer(answer)?;
/// assert_eq!(answer.status, http::StatusCode::OK);
/// assert_eq!(answer.value.id, "1");
/// assert_eq!(answer.request_id(), None);
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct Answer<R> {
    /// What was asked for.
    pub value: R,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// What relative links in the answer are relative to, outside objects with a context URL ([`LinkBase::within`]).
    pub link_base: LinkBase,
    /// How often the request was sent, redirects included; 1 if nothing went wrong.
    pub tries: u32,
}

impl<R: fmt::Debug> fmt::Debug for Answer<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("value", &self.value)
            .field("status", &self.status)
            .field("request_id", &self.request_id())
            .field("tries", &self.tries)
            .finish_non_exhaustive()
    }
}

impl<R> Answer<R> {
    /// An answer of status 200 without headers, to the first try: for tests of code that is given one. The other fields can be set
    /// afterwards.
    ///
    /// ```
    /// use http::StatusCode;
    /// use odata_entity::Answer;
    ///
    /// let mut answer = Answer::new("a device");
    /// answer.status = StatusCode::CREATED;
    /// assert_eq!((answer.value, answer.tries), ("a device", 1));
    /// ```
    #[must_use = "this changes nothing: use what it returns"]
    pub fn new(value: R) -> Self {
        Self {
            value,
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            link_base: LinkBase::default(),
            tries: 1,
        }
    }

    /// The preferences that the service applied (`Preference-Applied`), each as it came.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn applied(&self) -> Vec<&str> {
        prefer::applied(&self.headers)
    }

    /// The id under which the service's owner finds the request.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn request_id(&self) -> Option<&str> {
        self.headers.get("request-id")?.to_str().ok()
    }

    /// The limits that the service reports.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn throttle(&self) -> Throttle {
        Throttle::read(&self.headers)
    }
}

impl<R: FromResponse> Request<R> {
    /// Reads the service's answer, and keeps its status and headers.
    ///
    /// # Errors
    ///
    /// Those of [`read`](Self::read).
    pub fn read_answer(&self, response: http::Response<Vec<u8>>) -> Result<Answer<R>, Error> {
        let status = response.status();
        let headers = response.headers().clone();
        let link_base = LinkBase::of(&response);
        let tries = response.extensions().get::<Tries>().map_or(1, |tries| tries.0);
        Ok(Answer {
            value: self.read(response)?,
            status,
            headers,
            link_base,
            tries,
        })
    }
}
