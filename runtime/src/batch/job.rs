//! One request of a batch on its way: how often it was sent, and what becomes of its answers.

use super::Entry;
use crate::call::retry::{Attempts, RetryCause, RetryPolicy, When};
use crate::call::{LostAnswer, Tries};
use crate::error::{Error, ServiceError};
use crate::link::AnswerUrl;
use crate::status::Meaning;
use http::{Response, StatusCode};
use std::sync::Arc;
use std::time::Duration;

pub(crate) struct Job {
    pub(crate) entry: Entry,
    pub(crate) is_repeatable: bool,
    attempts: Attempts,
    is_answer_lost: bool,
    /// What came of it, if it is to be sent again.
    so_far: Option<Box<Result<Response<Vec<u8>>, Error>>>,
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

/// The body of an answer that is not the last word is kept up to this length, in case that no other comes.
const KEPT: usize = 4 << 10;

impl Job {
    pub(crate) fn new(entry: Entry, is_repeatable: bool) -> Self {
        Self {
            entry,
            is_repeatable,
            attempts: Attempts::default(),
            is_answer_lost: false,
            so_far: None,
        }
    }

    /// What came of it, where it is sent no more: its last answer, or that it was not tried.
    pub(crate) fn given_up(self, cause: &Arc<Error>) -> Result<Response<Vec<u8>>, Error> {
        let not_tried = || Err(Error::NotTried(Arc::clone(cause)));
        self.so_far.map_or_else(not_tried, |so_far| *so_far)
    }

    /// It is sent now.
    pub(crate) fn sent(&mut self) {
        self.attempts.tries = self.attempts.tries.saturating_add(1);
    }

    /// It was not done for another's fault, so this try does not count.
    pub(crate) fn unsent(&mut self) {
        self.attempts.tries = self.attempts.tries.saturating_sub(1);
    }

    /// It was answered by itself.
    pub(crate) fn answered(
        &mut self,
        mut response: Response<Vec<u8>>,
        policy: &RetryPolicy,
        at: When,
    ) -> Verdict {
        let status = response.status();
        let entry = &self.entry;
        if status.is_success() {
            policy.succeeded(&entry.method, &entry.uri, &response, at.now);
        }
        let cause = policy.cause(&entry.uri, &entry.extensions, &response, at.now);
        let wait = self.wait(cause, policy, at);
        if let Some(wait) = wait {
            self.stamp(&mut response);
            if response.body().len() > KEPT {
                *response.body_mut() = Vec::new();
            }
            return self.again(wait, Ok(response));
        }
        self.last_answer(response)
    }

    /// This answer is the last word on it.
    pub(crate) fn last_answer(&self, mut response: Response<Vec<u8>>) -> Verdict {
        self.stamp(&mut response);
        if self.is_uncertain(response.status()) {
            response.extensions_mut().insert(LostAnswer);
        }
        Verdict::Done(response)
    }

    fn stamp(&self, response: &mut Response<Vec<u8>>) {
        let extensions = response.extensions_mut();
        extensions.insert(Tries(self.attempts.tries));
        extensions.insert(AnswerUrl(self.entry.uri.clone()));
    }

    /// It was not done, for the error of another request of its change set, and is to be sent again with that one.
    pub(crate) fn with_its_set(&mut self, wait: Duration, cause: &Arc<Error>) -> Verdict {
        self.again(wait, Err(Error::NotDone(Arc::clone(cause))))
    }

    /// The batch that it was in was refused as a whole, which may be tried again.
    pub(crate) fn refused(&mut self, error: ServiceError, policy: &RetryPolicy, at: When) -> Verdict {
        let cause = RetryCause::Status(error.status(), error.headers());
        match self.wait(cause, policy, at) {
            Some(wait) => self.again(wait, Err(error.into())),
            None => self.refused_for_good(error),
        }
    }

    /// The batch that it was in was refused as a whole, for good.
    pub(crate) fn refused_for_good(&self, error: ServiceError) -> Verdict {
        let is_uncertain = self.is_uncertain(error.status());
        Verdict::Failed(error.after_a_lost_answer(is_uncertain).into())
    }

    /// How long to wait before it is sent again, if it is.
    fn wait(&mut self, cause: RetryCause<'_>, policy: &RetryPolicy, at: When) -> Option<Duration> {
        let wait = policy.wait(&self.attempts, cause, self.is_repeatable, at)?;
        self.is_answer_lost |=
            matches!(cause, RetryCause::Status(status, _) if Meaning::of(status).may_be_done());
        Some(wait)
    }

    /// Whether an error of this status can be of the change that an earlier try made.
    fn is_uncertain(&self, status: StatusCode) -> bool {
        self.is_answer_lost && Meaning::of(status) == Meaning::Misfit
    }

    /// The whole batch was lost, or the answer to this request in it.
    pub(crate) fn lost(&mut self, error: Error, policy: &RetryPolicy, at: When) -> Verdict {
        let wait = match &error {
            Error::Transport(error) | Error::Timeout(error) => {
                self.is_answer_lost |= error.may_be_done();
                policy.wait(
                    &self.attempts,
                    RetryCause::Transport(error),
                    self.is_repeatable,
                    at,
                )
            }
            _ => None,
        };
        match wait {
            Some(wait) => self.again(wait, Err(error)),
            None => Verdict::Failed(error),
        }
    }

    fn again(&mut self, wait: Duration, so_far: Result<Response<Vec<u8>>, Error>) -> Verdict {
        self.attempts.waited = self.attempts.waited.saturating_add(wait);
        self.so_far = Some(Box::new(so_far));
        Verdict::Again(wait)
    }
}

/// The error of a batch, for each of its requests. What came back is shared.
pub(crate) fn copy(error: &Error) -> Error {
    match error {
        Error::Transport(error) => Error::Transport(error.share()),
        Error::Timeout(error) => Error::Timeout(error.share()),
        Error::Decode(error) => Error::Decode(Box::new(error.share())),
        Error::Accepted(accepted) => Error::Accepted(accepted.clone()),
        Error::Link(error) => Error::Link(error.clone()),
        Error::Token(error) => Error::Token(Arc::clone(error)),
        Error::NotTried(cause) => Error::NotTried(Arc::clone(cause)),
        Error::NotDone(cause) => Error::NotDone(Arc::clone(cause)),
        _ => Error::Batch("the batch could not be sent"),
    }
}
