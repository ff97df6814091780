//! The forms in which services state how long to wait.

use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};

/// How long a client has to wait, in one of the forms that services use.
///
/// ```
/// use odata_entity_testing::{Fault, RetryAfter};
/// use std::time::Duration;
///
/// let throttled = Fault::status(429).retry_after(RetryAfter::Seconds(Duration::from_secs(3)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryAfter {
    /// `Retry-After: 3`, whole seconds, rounded up (RFC 9110, section 10.2.3).
    Seconds(Duration),
    /// `Retry-After: 2.128`, which Intune sends though the RFC has no fractions; three digits, rounded up.
    Decimal(Duration),
    /// `Retry-After: Sun, 06 Nov 1994 08:49:37 GMT`, this long after the answer, rounded up to a whole second.
    Date(Duration),
    /// `retry-after-ms: 2128`, as Azure services send.
    Milliseconds(Duration),
}

impl RetryAfter {
    /// The header's name and value, for an answer that is sent now.
    pub(super) fn header(self) -> (&'static str, String) {
        match self {
            Self::Seconds(wait) => ("retry-after", whole_seconds(wait).to_string()),
            Self::Decimal(wait) => {
                let milliseconds = milliseconds(wait);
                (
                    "retry-after",
                    format!("{}.{:03}", milliseconds / 1000, milliseconds % 1000),
                )
            }
            Self::Date(wait) => ("retry-after", http_date(SystemTime::now(), wait)),
            Self::Milliseconds(wait) => ("retry-after-ms", milliseconds(wait).to_string()),
        }
    }
}

fn milliseconds(wait: Duration) -> u128 {
    wait.as_nanos().div_ceil(1_000_000)
}

/// Seconds, rounded up: a wait must not be stated shorter than it is.
pub(super) fn whole_seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}

/// No wait is dated further ahead than a hundred years: later dates have no four-digit year, and the clock no such time.
const FURTHEST: Duration = Duration::from_secs(100 * 365 * 86_400);

fn http_date(now: SystemTime, wait: Duration) -> String {
    let rounded_up = now + wait.min(FURTHEST) + Duration::from_nanos(999_999_999);
    DateTime::<Utc>::from(rounded_up)
        .format("%a, %d %b %Y %H:%M:%S GMT")
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_is_written() {
        let wait = Duration::from_millis(2128);
        assert_eq!(
            RetryAfter::Seconds(wait).header(),
            ("retry-after", "3".to_owned())
        );
        assert_eq!(
            RetryAfter::Decimal(wait).header(),
            ("retry-after", "2.128".to_owned())
        );
        assert_eq!(
            RetryAfter::Milliseconds(wait).header(),
            ("retry-after-ms", "2128".to_owned())
        );
        let date = http_date(SystemTime::UNIX_EPOCH, Duration::from_millis(784_111_776_001));
        assert!(http_date(SystemTime::now(), Duration::MAX).ends_with(" GMT"));
        assert_eq!(date, "Sun, 06 Nov 1994 08:49:37 GMT");
    }
}
