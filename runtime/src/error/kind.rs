//! Which kind of error a status is, and what can be done about it.

use super::{Error, ServiceError, TransportErrorKind};
use http::StatusCode;
use std::time::Duration;

/// "Bandwidth limit exceeded", which Graph's storage answers beside 429; not in the registry of statuses.
const BANDWIDTH_LIMIT: u16 = 509;

impl From<ServiceError> for Error {
    fn from(error: ServiceError) -> Self {
        let status = error.status();
        let wait = error.wait();
        let error = Box::new(error);
        match status {
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
                Self::Throttled { wait, error }
            }
            _ if status.as_u16() == BANDWIDTH_LIMIT => Self::Throttled { wait, error },
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
            _ => None,
        }
    }

    /// Whether the same request can succeed later: throttling, an outage, a lost connection, a timeout.
    ///
    /// The client has tried again already, as its policy says. For a request that is not idempotent see also
    /// [`may_be_done`](Self::may_be_done).
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Throttled { .. } | Self::Timeout(_) => true,
            Self::Transport(error) => matches!(
                error.kind(),
                TransportErrorKind::Connect | TransportErrorKind::Interrupted
            ),
            Self::Service(error) => matches!(error.status().as_u16(), 408 | 500 | 502 | 504),
            _ => false,
        }
    }

    /// Whether the service may have done the request though this error came back: its answer was lost, could not be read,
    /// or an answer to an earlier try was lost.
    pub fn may_be_done(&self) -> bool {
        match self {
            Self::Timeout(error) | Self::Transport(error) => error.may_be_done(),
            Self::Decode(_) | Self::Accepted(_) => true,
            // With a success status beside the error it is not certain what the service has done.
            Self::Service(error) if error.status().is_server_error() || error.status().is_success() => true,
            _ => self.service().is_some_and(ServiceError::is_uncertain),
        }
    }

    /// How long the service asks to wait before the request is sent again.
    pub fn wait(&self) -> Option<Duration> {
        match self {
            Self::Throttled { wait, .. } => *wait,
            _ => self.service().and_then(ServiceError::wait),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderMap;

    fn error(status: u16) -> Error {
        ServiceError::new(
            StatusCode::from_u16(status).unwrap(),
            HeaderMap::new(),
            Vec::new(),
        )
        .into()
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
            (429, "Throttled {", true),
            (500, "Service(", true),
            (501, "Service(", false),
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
