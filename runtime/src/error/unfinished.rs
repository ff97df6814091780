//! Work that did not come to its end in time.

use http::StatusCode;
use std::fmt;
use std::time::Duration;

/// What was polled did not meet its condition before the limit. The work goes on at the service: poll again later.
///
/// Neither `Display` nor `Debug` shows the last answer; [`body`](Self::body) has it.
///
/// ```
/// use odata_entity::Error;
///
/// /// What the log gets of work that was polled for too long.
/// fn line(error: &Error) -> Option<String> {
///     let Error::Unfinished(unfinished) = error else { return None };
///     let state = String::from_utf8_lossy(unfinished.body());
///     Some(format!("after {} answers in {:?}: {state}", unfinished.polls(), unfinished.waited()))
/// }
/// assert_eq!(line(&Error::EmptyPatch), None);
/// ```
pub struct Unfinished {
    polls: u32,
    waited: Duration,
    status: StatusCode,
    body: Vec<u8>,
}

impl Unfinished {
    #[cfg(feature = "client")]
    pub(crate) fn new(polls: u32, waited: Duration, status: StatusCode, body: Vec<u8>) -> Self {
        Self {
            polls,
            waited,
            status,
            body,
        }
    }

    /// How many answers came.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn polls(&self) -> u32 {
        self.polls
    }

    /// The total wait between them.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn waited(&self) -> Duration {
        self.waited
    }

    /// The status of the last answer.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The body of the last answer as it came: how far the work was.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn body(&self) -> &[u8] {
        &self.body
    }
}

impl fmt::Display for Unfinished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "not done after {} answers in {:?}, and the next one would be after the limit: the work goes on at the service; poll \
             again later, or set another `limit`",
            self.polls, self.waited
        )
    }
}

impl fmt::Debug for Unfinished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unfinished")
            .field("polls", &self.polls)
            .field("waited", &self.waited)
            .field("status", &self.status)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

impl std::error::Error for Unfinished {}
