//! Throttling by rate: so many requests in so much time, then 429.

use std::time::{Duration, Instant};

use http::{HeaderName, Method};

use super::retry_after::{RetryAfter, whole_seconds};
use crate::answer::Reply;

/// A limit on requests in a window of time. Give it to [`crate::ServiceBuilder::throttle`].
///
/// The window begins with the first request that counts, and ends as a whole, as that of Intune does (100 writes per app and tenant in
/// 20 s). A request over the limit is answered with 429 and the rest of the window in `Retry-After`, and does not count. The requests of
/// a batch count one by one, the batch itself does not. Every answer to a request that counts has `RateLimit-Limit`,
/// `RateLimit-Remaining` and `RateLimit-Reset` (seconds), and from 80 % on `x-ms-throttle-limit-percentage` (1.0 is the limit).
///
/// ```
/// use std::time::Duration;
/// use odata_entity_testing::{RetryAfter, Throttle};
///
/// let intune = Throttle::writes(100, Duration::from_secs(20)).retry_after(RetryAfter::Decimal);
/// ```
#[derive(Clone, Copy, Debug)]
#[must_use = "a throttle counts nothing until a service has it"]
pub struct Throttle {
    limit: u64,
    window: Duration,
    writes_only: bool,
    form: fn(Duration) -> RetryAfter,
}

impl Throttle {
    /// Limits POST, PATCH, PUT and DELETE.
    pub fn writes(limit: u64, window: Duration) -> Self {
        Self {
            limit,
            window,
            writes_only: true,
            form: RetryAfter::Seconds,
        }
    }

    /// Limits all requests.
    pub fn requests(limit: u64, window: Duration) -> Self {
        Self {
            writes_only: false,
            ..Self::writes(limit, window)
        }
    }

    /// The form in which the wait is stated; seconds without a fraction by default.
    pub fn retry_after(mut self, form: fn(Duration) -> RetryAfter) -> Self {
        self.form = form;
        self
    }
}

/// A throttle at work.
#[derive(Debug)]
pub(crate) struct Gate {
    throttle: Option<Throttle>,
    since: Option<Instant>,
    passed: u64,
}

/// What a throttle answers to one request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quota {
    throttle: Throttle,
    passed: u64,
    reset: Duration,
    pub(crate) is_exceeded: bool,
}

impl Gate {
    pub(crate) fn new(throttle: Option<Throttle>) -> Self {
        Self {
            throttle,
            since: None,
            passed: 0,
        }
    }

    /// Counts a request; `None` if it does not count.
    pub(crate) fn pass(&mut self, method: &Method, now: Instant) -> Option<Quota> {
        let throttle = self.throttle?;
        if throttle.writes_only && matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
            return None;
        }
        let since = match self.since {
            Some(since) if now.duration_since(since) < throttle.window => since,
            _ => {
                self.passed = 0;
                *self.since.insert(now)
            }
        };
        let is_exceeded = self.passed >= throttle.limit;
        if !is_exceeded {
            self.passed += 1;
        }
        let reset = throttle.window.saturating_sub(now.duration_since(since));
        Some(Quota {
            throttle,
            passed: self.passed,
            reset,
            is_exceeded,
        })
    }
}

impl Quota {
    /// Writes the state of the window into an answer.
    pub(crate) fn stamp(&self, reply: Reply) -> Reply {
        let limit = self.throttle.limit;
        let reply = reply
            .with(HeaderName::from_static("ratelimit-limit"), &limit.to_string())
            .with(
                HeaderName::from_static("ratelimit-remaining"),
                &limit.saturating_sub(self.passed).to_string(),
            )
            .with(
                HeaderName::from_static("ratelimit-reset"),
                &whole_seconds(self.reset).to_string(),
            );
        let share = self.passed as f64 / limit.max(1) as f64;
        let name = HeaderName::from_static("x-ms-throttle-limit-percentage");
        let reply = if share >= 0.8 {
            reply.with(name, &format!("{share:.2}"))
        } else {
            reply
        };
        if !self.is_exceeded {
            return reply;
        }
        let (name, value) = (self.throttle.form)(self.reset).header();
        reply
            .with(HeaderName::from_static(name), &value)
            .with(
                HeaderName::from_static("x-ms-throttle-scope"),
                "Tenant_Application/ReadWrite",
            )
            .with(
                HeaderName::from_static("x-ms-throttle-information"),
                "WriteLimitExceeded",
            )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_ends_as_a_whole() {
        let mut gate = Gate::new(Some(Throttle::writes(2, Duration::from_secs(20))));
        let start = Instant::now();
        let mut exceeded = |method: Method, after: u64| {
            gate.pass(&method, start + Duration::from_secs(after))
                .map(|quota| (quota.is_exceeded, quota.reset.as_secs()))
        };
        assert_eq!(exceeded(Method::GET, 0), None);
        assert_eq!(exceeded(Method::PATCH, 0), Some((false, 20)));
        assert_eq!(exceeded(Method::POST, 5), Some((false, 15)));
        assert_eq!(exceeded(Method::PATCH, 19), Some((true, 1)));
        assert_eq!(exceeded(Method::PATCH, 20), Some((false, 20)));
    }
}
