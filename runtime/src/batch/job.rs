//! One request of a batch on its way: how often it was sent, and what becomes of its answers.

use super::Entry;
use crate::error::{Error, TransportError};
use crate::request::{LostAnswer, Tries};
use crate::retry::{Budget, RetryPolicy, Trouble};
use http::{Response, StatusCode};
use std::time::{Duration, SystemTime};

pub(crate) struct Job {
    pub(crate) entry: Entry,
    pub(crate) is_repeatable: bool,
    budget: Budget,
    is_answer_lost: bool,
}

/// What becomes of a request.
pub(crate) enum Verdict {
    /// It is answered.
    Done(Response<Vec<u8>>),
    /// It failed without an answer.
    Failed(Error),
    /// It is to be sent again after this wait.
    Again(Duration),
}

impl Job {
    pub(crate) fn new(entry: Entry, is_repeatable: bool) -> Self {
        Self {
            entry,
            is_repeatable,
            budget: Budget::default(),
            is_answer_lost: false,
        }
    }

    /// It is sent now.
    pub(crate) fn sent(&mut self) {
        self.budget.tries += 1;
    }

    /// It was not done for another's fault, so this try does not count.
    pub(crate) fn unsent(&mut self) {
        self.budget.tries = self.budget.tries.saturating_sub(1);
    }

    /// It was answered by itself.
    pub(crate) fn answered(
        &mut self,
        mut response: Response<Vec<u8>>,
        policy: &RetryPolicy,
        now: SystemTime,
    ) -> Verdict {
        let status = response.status();
        let trouble = Trouble::Status(status, response.headers());
        if let Some(wait) = policy.wait(&self.budget, trouble, self.is_repeatable, now) {
            self.is_answer_lost |= status == StatusCode::GATEWAY_TIMEOUT;
            return self.again(wait);
        }
        response.extensions_mut().insert(Tries(self.budget.tries));
        if self.is_answer_lost && matches!(status.as_u16(), 404 | 409 | 410 | 412) {
            response.extensions_mut().insert(LostAnswer);
        }
        Verdict::Done(response)
    }

    /// The whole batch was lost, or the answer to this request in it.
    pub(crate) fn lost(&mut self, error: Error, policy: &RetryPolicy, now: SystemTime) -> Verdict {
        let wait = match &error {
            Error::Transport(error) | Error::Timeout(error) => {
                self.is_answer_lost |= error.may_be_done();
                policy.wait(&self.budget, Trouble::Transport(error), self.is_repeatable, now)
            }
            _ => None,
        };
        wait.map_or(Verdict::Failed(error), |wait| self.again(wait))
    }

    fn again(&mut self, wait: Duration) -> Verdict {
        self.budget.waited = self.budget.waited.saturating_add(wait);
        Verdict::Again(wait)
    }
}

/// The error of a batch, for each of its requests.
pub(crate) fn copy(error: &Error) -> Error {
    let lost = |error: &TransportError| TransportError::new(error.kind(), error.to_string());
    match error {
        Error::Transport(error) => Error::Transport(lost(error)),
        Error::Timeout(error) => Error::Timeout(lost(error)),
        Error::Link(error) => Error::Link(error.clone()),
        Error::Token(error) => Error::Token(error.to_string().into()),
        _ => Error::Batch("the batch could not be sent"),
    }
}
