//! Which kind of error a status is, and what can be done about it.

use super::{Error, ServiceError, TransportErrorKind};
use crate::status::Meaning;
use http::StatusCode;
use std::time::Duration;

impl From<ServiceError> for Error {
    fn from(error: ServiceError) -> Self {
        let status = error.status();
        let wait = error.wait();
        let error = Box::new(error);
        match status {
            _ if Meaning::of(status) == Meaning::Throttled => Self::Throttled { wait, error },
            StatusCode::UNAUTHORIZED => Self::Unauthorized(error),
            StatusCode::FORBIDDEN => Self::Forbidden(error),
            StatusCode::NOT_FOUND | StatusCode::GONE => Self::NotFound(error),
            StatusCode::CONFLICT => Self::Conflict(error),
            StatusCode::PRECONDITION_FAILED => Self::PreconditionFailed(error),
            StatusCode::PRECONDITION_REQUIRED => Self::PreconditionRequired(error),
            _ => Self::Service(error),
        }
    }
}

impl Error {
    /// The service's error, if it answered with one.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn service(&self) -> Option<&ServiceError> {
        match self {
            Self::Throttled { error, .. }
            | Self::Unauthorized(error)
            | Self::Forbidden(error)
            | Self::NotFound(error)
            | Self::Conflict(error)
            | Self::PreconditionFailed(error)
            | Self::PreconditionRequired(error)
            | Self::Service(error) => Some(error),
            Self::Resync(resync) => Some(resync.error()),
            Self::Transfer(error) => error.service(),
            _ => None,
        }
    }

    /// Whether the same request can succeed later: throttling, an outage, a lost connection, a timeout, a failure of the
    /// service.
    ///
    /// The client has tried again already what its policy repeats ([`RetryPolicy`](crate::RetryPolicy) has the table); a 500
    /// it has not. For a request that is not idempotent see also [`may_be_done`](Self::may_be_done).
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Throttled { .. } | Self::Timeout(_) => true,
            Self::Transport(error) => matches!(
                error.kind(),
                TransportErrorKind::Connect | TransportErrorKind::Interrupted
            ),
            Self::Service(error) => Meaning::of(error.status()).can_succeed_later(),
            Self::NotTried(cause) | Self::NotDone(cause) => cause.is_retryable(),
            Self::Unfinished(_) => true,
            _ => false,
        }
    }

    /// Whether the service may have done the request though this error came back: its answer was lost, could not be read,
    /// or an answer to an earlier try was lost.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn may_be_done(&self) -> bool {
        match self {
            Self::Timeout(error) | Self::Transport(error) => error.may_be_done(),
            Self::Decode(_) | Self::Accepted(_) => true,
            Self::Link(error) => error.may_be_done(),
            Self::Transfer(error) => error.may_be_done(),
            // Beside an error a success is not certain, nor what a redirect in a batch means for a write.
            Self::Service(error) if error.status().is_success() || error.status().is_redirection() => true,
            Self::Service(error) if Meaning::of(error.status()).may_be_done() => true,
            _ => self.service().is_some_and(ServiceError::is_uncertain),
        }
    }

    /// How long the service asks to wait before the request is sent again.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn wait(&self) -> Option<Duration> {
        match self {
            Self::Throttled { wait, .. } => *wait,
            Self::NotTried(cause) | Self::NotDone(cause) => cause.wait(),
            Self::Accepted(accepted) => accepted.wait(),
            _ => self.service().and_then(ServiceError::wait),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(status: u16) -> Error {
        let mut response = http::Response::new(Vec::new());
        *response.status_mut() = StatusCode::from_u16(status).unwrap();
        ServiceError::of(response).into()
    }

    #[test]
    fn each_status_is_its_kind_and_says_whether_to_try_again() {
        for (status, kind, retryable) in [
            (400, "Service(", false),
            (401, "Unauthorized(", false),
            (403, "Forbidden(", false),
            (404, "NotFound(", false),
            (409, "Conflict(", false),
            (410, "NotFound(", false),
            (412, "PreconditionFailed(", false),
            (428, "PreconditionRequired(", false),
            (408, "Service(", true),
            (429, "Throttled {", true),
            (500, "Service(", true),
            (501, "Service(", false),
            (502, "Service(", true),
            (503, "Throttled {", true),
            (504, "Service(", true),
            (509, "Throttled {", true),
        ] {
            let error = error(status);
            assert!(format!("{error:?}").starts_with(kind), "{error:?}");
            assert_eq!(error.is_retryable(), retryable, "{status}");
            assert!(!error.to_string().contains('\n'));
        }
    }
}
