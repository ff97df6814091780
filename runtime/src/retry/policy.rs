//! [`RetryPolicy`]: how often, and after how long.

use super::{random, wait_of};
use crate::error::{TransportError, TransportErrorKind};
use http::{HeaderMap, StatusCode};
use std::time::{Duration, SystemTime};

/// How often a request is sent again, and how long is waited before.
///
/// What is sent again: 429, 503 (on a new connection) and 509, by which a service refuses work it has not begun; and, if the
/// request [may be repeated](crate::Request::is_repeatable), 504, lost connections and timeouts. A connection that could not be made is tried
/// again in any case, as nothing was sent.
///
/// The wait is what the service asks for, never less. Where it asks for none, it is 3 s before the second try, twice as long
/// before each further one, up to half of it more by chance, and at most 180 s.
#[derive(Clone, Debug, PartialEq)]
pub struct RetryPolicy {
    tries: u32,
    first: Duration,
    longest: Duration,
    total: Duration,
    jitter: f64,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            tries: 3,
            first: Duration::from_secs(3),
            longest: Duration::from_secs(180),
            total: Duration::from_secs(600),
            jitter: 0.5,
        }
    }
}

impl RetryPolicy {
    /// The defaults above.
    pub fn new() -> Self {
        Self::default()
    }

    /// Nothing is sent twice.
    pub fn none() -> Self {
        Self::new().tries(1)
    }

    /// How often a request is sent at most, the first time included; 3 unless said.
    #[must_use]
    pub fn tries(mut self, tries: u32) -> Self {
        self.tries = tries.max(1);
        self
    }

    /// The wait before the second try where the service asks for none; 3 s unless said. It doubles with each try.
    #[must_use]
    pub fn first_wait(mut self, wait: Duration) -> Self {
        self.first = wait;
        self
    }

    /// The longest wait where the service asks for none; 180 s unless said.
    #[must_use]
    pub fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest = wait;
        self
    }

    /// How long is waited in all, over the redirects of a request and the pages of a list; 10 minutes unless said. A wait
    /// that does not fit is not begun: the error comes at once, and says how long the service asked to wait.
    #[must_use]
    pub fn total_wait(mut self, wait: Duration) -> Self {
        self.total = wait;
        self
    }

    /// How much longer a wait is by chance at most, as a share of it; 0.5 unless said.
    #[must_use]
    pub fn jitter(mut self, share: f64) -> Self {
        self.jitter = if share.is_finite() {
            share.clamp(0.0, 10.0)
        } else {
            0.0
        };
        self
    }

    /// Whether one wait of this length is begun at all.
    #[cfg(feature = "client")]
    pub(crate) fn allows(&self, wait: Duration) -> bool {
        wait <= self.total
    }

    /// How long to wait before the request is sent again; `None` if it is not.
    pub(crate) fn wait(
        &self,
        budget: &Budget,
        trouble: Trouble<'_>,
        repeatable: bool,
        now: SystemTime,
    ) -> Option<Duration> {
        let may_repeat = match trouble {
            Trouble::Status(status, _) => match status.as_u16() {
                429 | 503 | 509 => true,
                504 => repeatable,
                _ => false,
            },
            Trouble::Transport(error) => match error.kind() {
                TransportErrorKind::Connect => true,
                TransportErrorKind::Interrupted | TransportErrorKind::Timeout => repeatable,
                _ => false,
            },
        };
        if !may_repeat || budget.tries >= self.tries {
            return None;
        }
        let asked = match trouble {
            Trouble::Status(_, headers) => wait_of(headers, now),
            Trouble::Transport(_) => None,
        };
        let wait = asked.unwrap_or_else(|| self.backoff(budget.tries));
        (budget.waited.checked_add(wait)? <= self.total).then_some(wait)
    }

    /// The wait after so many tries where the service asks for none.
    fn backoff(&self, tries: u32) -> Duration {
        let doublings = tries.saturating_sub(1).min(31);
        let wait = self.first.saturating_mul(1 << doublings).min(self.longest);
        // 53 random bits are a share of one, exactly.
        let share = (random() >> 11) as f64 / (1_u64 << 53) as f64;
        let longer =
            Duration::try_from_secs_f64(wait.as_secs_f64() * self.jitter * share).unwrap_or_default();
        wait.saturating_add(longer).min(self.longest)
    }
}

/// What went wrong with a try.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Trouble<'a> {
    Status(StatusCode, &'a HeaderMap),
    Transport(&'a TransportError),
}

/// What is used up of a policy: by one request with its redirects, or by a list with all its pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Budget {
    pub(crate) tries: u32,
    pub(crate) waited: Duration,
}

impl Budget {
    /// With no tries left: the request is sent once.
    #[cfg(feature = "client")]
    pub(crate) fn spent() -> Self {
        Self {
            tries: u32::MAX / 2,
            waited: Duration::ZERO,
        }
    }

    /// For the next page of a list: tries are counted anew, the time waited is not.
    pub fn next_page(&mut self) {
        self.tries = 0;
    }

    /// How long was waited so far.
    pub fn waited(&self) -> Duration {
        self.waited
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(wait: &str) -> HeaderMap {
        HeaderMap::from_iter([(http::header::RETRY_AFTER, wait.parse().unwrap())])
    }

    fn wait(policy: &RetryPolicy, budget: &Budget, status: u16, headers: &HeaderMap) -> Option<Duration> {
        let status = StatusCode::from_u16(status).unwrap();
        policy.wait(
            budget,
            Trouble::Status(status, headers),
            true,
            SystemTime::UNIX_EPOCH,
        )
    }

    #[test]
    fn waits_double_from_three_seconds_to_the_cap_with_jitter() {
        let policy = RetryPolicy::new().tries(99).total_wait(Duration::MAX);
        for (tries, least) in [(1, 3), (2, 6), (3, 12), (6, 96), (7, 180), (40, 180)] {
            let budget = Budget {
                tries,
                ..Budget::default()
            };
            let wait = wait(&policy, &budget, 429, &HeaderMap::new())
                .unwrap()
                .as_secs_f64();
            let least = f64::from(least);
            assert!(
                wait >= least && wait <= (least * 1.5).min(180.0),
                "{tries}: {wait}"
            );
        }
        let exact = policy.jitter(0.0);
        let budget = Budget {
            tries: 2,
            ..Budget::default()
        };
        assert_eq!(
            wait(&exact, &budget, 503, &HeaderMap::new()),
            Some(Duration::from_secs(6))
        );
    }

    #[test]
    fn what_the_service_asks_for_is_waited_whole_or_not_at_all() {
        let policy = RetryPolicy::new();
        let fresh = Budget {
            tries: 1,
            ..Budget::default()
        };
        assert_eq!(
            wait(&policy, &fresh, 429, &headers("599")),
            Some(Duration::from_secs(599))
        );
        assert_eq!(wait(&policy, &fresh, 429, &headers("601")), None);
        let used = Budget {
            tries: 1,
            waited: Duration::from_secs(500),
        };
        assert_eq!(wait(&policy, &used, 429, &headers("101")), None);
        assert_eq!(
            wait(&policy, &used, 429, &headers("100")),
            Some(Duration::from_secs(100))
        );
        let spent = Budget {
            tries: 3,
            ..Budget::default()
        };
        assert_eq!(wait(&policy, &spent, 429, &headers("1")), None);
    }

    #[test]
    fn only_what_may_be_repeated_is() {
        let policy = RetryPolicy::new();
        let budget = Budget {
            tries: 1,
            ..Budget::default()
        };
        let none = HeaderMap::new();
        for (status, once, again) in [
            (429, true, true),
            (503, true, true),
            (509, true, true),
            (504, false, true),
            (500, false, false),
            (502, false, false),
            (400, false, false),
            (412, false, false),
        ] {
            let trouble = Trouble::Status(StatusCode::from_u16(status).unwrap(), &none);
            let may = |repeatable| {
                policy
                    .wait(&budget, trouble, repeatable, SystemTime::UNIX_EPOCH)
                    .is_some()
            };
            assert_eq!((may(false), may(true)), (once, again), "{status}");
        }
        for (kind, once, again) in [
            (TransportErrorKind::Connect, true, true),
            (TransportErrorKind::Interrupted, false, true),
            (TransportErrorKind::Timeout, false, true),
            (TransportErrorKind::TooLarge, false, false),
            (TransportErrorKind::Unsendable, false, false),
        ] {
            let error = TransportError::new(kind, "x");
            let may = |repeatable| {
                policy
                    .wait(
                        &budget,
                        Trouble::Transport(&error),
                        repeatable,
                        SystemTime::UNIX_EPOCH,
                    )
                    .is_some()
            };
            assert_eq!((may(false), may(true)), (once, again), "{kind:?}");
        }
    }
}
