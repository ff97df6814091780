//! What the status of an answer means for its request. Retries, errors, bulk requests and batches go by this one table;
//! [`RetryPolicy`](crate::RetryPolicy) shows it to users.

use http::StatusCode;

/// "Bandwidth limit exceeded", which Graph's storage answers beside 429; not in the registry of statuses.
const BANDWIDTH_LIMIT: u16 = 509;

/// What a status means, as far as a client acts on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// 429, 503, 509: refused before the work began.
    Throttled,
    /// 408, 502, 504: given up on the way, often by a gateway. Nobody knows what became of the work.
    Unanswered,
    /// 500: the service took the request and failed at it. How far it came is not known.
    Failed,
    /// Any other 5xx: the service cannot do it.
    Unable,
    /// 401: another token may do.
    Unauthorized,
    /// 404, 409, 410, 412: the request does not fit what is there, which can be the request's own work if an earlier answer
    /// to it was lost.
    Misfit,
    /// 413: a batch may do in parts.
    TooLarge,
    /// 424: not done because another request of the batch failed.
    Dependency,
    /// Any other 4xx: refused.
    Refused,
    /// 1xx, 2xx, 3xx.
    NoError,
}

impl Meaning {
    /// The meaning of a status.
    pub(crate) fn of(status: StatusCode) -> Self {
        match status.as_u16() {
            429 | 503 | BANDWIDTH_LIMIT => Self::Throttled,
            408 | 502 | 504 => Self::Unanswered,
            500 => Self::Failed,
            401 => Self::Unauthorized,
            404 | 409 | 410 | 412 => Self::Misfit,
            413 => Self::TooLarge,
            424 => Self::Dependency,
            code if code < 400 => Self::NoError,
            _ if status.is_client_error() => Self::Refused,
            _ => Self::Unable,
        }
    }

    /// Whether the client sends the request again by itself. A 500 is an answer: the same request at the same service gets
    /// it again more often than not.
    pub(crate) fn is_sent_again(self, is_repeatable: bool) -> bool {
        match self {
            Self::Throttled => true,
            Self::Unanswered => is_repeatable,
            _ => false,
        }
    }

    /// Whether the same request can succeed at a later time.
    pub(crate) fn can_succeed_later(self) -> bool {
        matches!(self, Self::Throttled | Self::Unanswered | Self::Failed)
    }

    /// Whether it is about the service rather than the one request, so that other requests fare no better now.
    pub(crate) fn is_outage(self) -> bool {
        matches!(self, Self::Unanswered | Self::Failed | Self::Unauthorized)
    }

    /// Whether the service may have done the work nevertheless.
    pub(crate) fn may_be_done(self) -> bool {
        matches!(self, Self::Unanswered | Self::Failed | Self::Unable)
    }
}

/// Whether the next try needs a new connection: the old one leads to an instance that is out of order.
pub(crate) fn wants_fresh_connection(status: StatusCode) -> bool {
    status == StatusCode::SERVICE_UNAVAILABLE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_statuses() {
        use Meaning::*;
        for (statuses, meaning, again, repeatable, later, done) in [
            (&[429, 503, 509][..], Throttled, true, true, true, false),
            (&[408, 502, 504], Unanswered, false, true, true, true),
            (&[500], Failed, false, false, true, true),
            (&[501, 505, 507, 511, 599, 999], Unable, false, false, false, true),
            (&[401], Unauthorized, false, false, false, false),
            (&[404, 409, 410, 412], Misfit, false, false, false, false),
            (&[413], TooLarge, false, false, false, false),
            (&[424], Dependency, false, false, false, false),
            (
                &[400, 403, 405, 422, 428, 431, 451],
                Refused,
                false,
                false,
                false,
                false,
            ),
            (&[100, 200, 204, 302, 304], NoError, false, false, false, false),
        ] {
            for status in statuses {
                let found = Meaning::of(StatusCode::from_u16(*status).unwrap());
                assert_eq!(found, meaning, "{status}");
                let acts = (
                    found.is_sent_again(false),
                    found.is_sent_again(true),
                    found.can_succeed_later(),
                    found.may_be_done(),
                );
                assert_eq!(acts, (again, repeatable, later, done), "{status}");
            }
        }
    }
}
