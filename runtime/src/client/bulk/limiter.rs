//! [`Limiter`]: how many requests may be on their way, and how many in a window of time. Times are those of
//! [`Time::elapsed`](crate::client::clock::Time::elapsed), which never go back.

use crate::limits::Throttle;
use crate::profile::WriteLimit;
use http::HeaderMap;
use std::time::Duration;

/// From this share of a limit on, nothing is sent faster than before; Graph reports the share from there on.
const NEAR: f64 = 0.8;

/// The longest wait for a used-up window to end: what is longer is no window (some services write a point in time
/// into `RateLimit-Reset`), and a request that comes too early is refused with the wait that counts.
const LONGEST_WINDOW: Duration = Duration::from_secs(180);

/// Adapts to the service's answers: half as many batches at a time when it throttles, one more when it has not for a
/// while.
#[derive(Debug)]
pub(super) struct Limiter {
    limit: Option<(u32, Duration)>,
    /// When the window of the limit began: with the first answer in it, as the service's cannot have begun later.
    since: Option<Duration>,
    is_confirmed: bool,
    used: u32,
    closed_until: Option<Duration>,
    concurrency: usize,
    most: usize,
    calm: usize,
}

impl Limiter {
    pub(super) fn new(most: usize) -> Self {
        Self {
            limit: None,
            since: None,
            is_confirmed: false,
            used: 0,
            closed_until: None,
            concurrency: most.div_ceil(2),
            most,
            calm: 0,
        }
    }

    pub(super) fn set_most(&mut self, most: usize) {
        *self = Self {
            limit: self.limit,
            ..Self::new(most.max(1))
        };
    }

    pub(super) fn set_limit(&mut self, limit: Option<WriteLimit>) {
        self.limit = limit.map(|limit| (limit.writes.max(1), limit.per));
    }

    /// How many batches may be on their way.
    pub(super) fn concurrency(&self) -> usize {
        self.concurrency
    }

    pub(super) fn most(&self) -> usize {
        self.most
    }

    /// How many requests may be sent now.
    pub(super) fn allowed(&mut self, now: Duration) -> usize {
        if self.closed_until.is_some_and(|until| now < until) {
            return 0;
        }
        let Some((writes, per)) = self.limit else {
            return usize::MAX;
        };
        if self.since.is_some_and(|since| since.saturating_add(per) <= now) {
            (self.since, self.used, self.is_confirmed) = (None, 0, false);
        }
        writes.saturating_sub(self.used) as usize
    }

    /// When more may be sent, if none may now.
    pub(super) fn opens(&self) -> Option<Duration> {
        let window = self.limit.filter(|(writes, _)| self.used >= *writes);
        let window = window.and_then(|(_, per)| Some(self.since?.saturating_add(per)));
        self.closed_until.max(window)
    }

    pub(super) fn sent(&mut self, requests: usize, now: Duration) {
        self.used = self
            .used
            .saturating_add(u32::try_from(requests).unwrap_or(u32::MAX));
        self.since.get_or_insert(now);
    }

    /// A batch failed: that is no reason to send more at a time.
    pub(super) fn failed(&mut self, now: Duration) {
        self.confirm(now);
        self.calm = 0;
    }

    /// Nothing is sent until then, and one batch at a time after that.
    pub(super) fn brake(&mut self, until: Duration) {
        self.concurrency = 1;
        self.close_until(until);
    }

    fn confirm(&mut self, now: Duration) {
        if !std::mem::replace(&mut self.is_confirmed, true) {
            self.since = Some(now);
        }
    }

    /// A batch was answered; `throttled` is the longest wait that one of its requests was asked for, if any was.
    pub(super) fn answered(&mut self, throttled: Option<Duration>, now: Duration) {
        self.confirm(now);
        if let Some(wait) = throttled {
            self.concurrency = (self.concurrency / 2).max(1);
            self.calm = 0;
            self.close_until(now.saturating_add(wait));
            return;
        }
        self.calm = self.calm.saturating_add(1);
        if self.calm > self.concurrency {
            self.concurrency = self.concurrency.saturating_add(1).min(self.most);
            self.calm = 0;
        }
    }

    /// The limits that the service reports in the answer to one request.
    pub(super) fn heard(&mut self, headers: &HeaderMap, now: Duration) {
        let throttle = Throttle::read(headers);
        if throttle.used.is_some_and(|used| used >= NEAR) {
            self.calm = 0;
        }
        if let (Some(0), Some(reset)) = (throttle.remaining, throttle.reset) {
            self.close_until(now.saturating_add(Duration::from_secs(reset).min(LONGEST_WINDOW)));
        }
    }

    fn close_until(&mut self, time: Duration) {
        self.closed_until = self.closed_until.max(Some(time));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn a_published_limit_is_kept_from_the_first_answer_on() {
        let mut limiter = Limiter::new(4);
        limiter.set_limit(Some(WriteLimit {
            path: "",
            writes: 100,
            per: Duration::from_secs(20),
        }));
        assert_eq!(limiter.allowed(at(0)), 100);
        limiter.sent(100, at(0));
        limiter.answered(None, at(1));
        assert_eq!((limiter.allowed(at(20)), limiter.opens()), (0, Some(at(21))));
        assert_eq!(limiter.allowed(at(21)), 100);
    }

    #[test]
    fn throttling_halves_and_calm_adds_one() {
        let mut limiter = Limiter::new(8);
        assert_eq!(limiter.concurrency(), 4);
        limiter.answered(Some(Duration::from_secs(7)), at(0));
        assert_eq!(
            (limiter.concurrency(), limiter.allowed(at(6)), limiter.opens()),
            (2, 0, Some(at(7)))
        );
        assert_eq!(limiter.allowed(at(7)), usize::MAX);
        for _ in 0..3 {
            limiter.answered(None, at(8));
        }
        assert_eq!(limiter.concurrency(), 3);
        for _ in 0..99 {
            limiter.answered(None, at(8));
        }
        assert_eq!(limiter.concurrency(), 8);
    }

    #[test]
    fn a_window_that_is_used_up_is_waited_out() {
        for (reset, opens) in [("5", 5), ("1764108000", 180), ("18446744073709551615", 180)] {
            let mut limiter = Limiter::new(2);
            let headers = [("ratelimit-remaining", "0"), ("ratelimit-reset", reset)];
            let headers =
                headers.map(|(name, value)| (http::HeaderName::from_static(name), value.parse().unwrap()));
            limiter.heard(&HeaderMap::from_iter(headers), at(0));
            assert_eq!(
                (limiter.allowed(at(opens - 1)), limiter.allowed(at(opens))),
                (0, usize::MAX),
                "{reset}"
            );
        }
    }
}
