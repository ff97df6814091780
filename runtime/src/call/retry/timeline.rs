//! [`Timeline`]: time as waits are measured by it.

use std::time::{Duration, SystemTime};

/// A wait that no clock holds the end of ends this late. It is longer than anyone waits, and still a wait.
const CENTURY: Duration = Duration::from_secs(100 * 365 * 86_400);

/// How much time has passed, by the times that a caller gives. A time that goes back, as the time of day does when a clock is
/// set, is no time.
#[derive(Debug, Default)]
pub(crate) struct Timeline {
    last: Option<SystemTime>,
    passed: Duration,
}

impl Timeline {
    /// Takes note of the time, and gives how much has passed since the first one.
    pub(crate) fn passed(&mut self, now: SystemTime) -> Duration {
        let last = self.last.replace(now).unwrap_or(now);
        let forward = now.duration_since(last).unwrap_or_default();
        self.passed = self.passed.saturating_add(forward);
        self.passed
    }

    /// The same as a point in time that never goes back.
    pub(crate) fn steady(&mut self, now: SystemTime) -> SystemTime {
        let passed = self.passed(now);
        later(SystemTime::UNIX_EPOCH, passed)
    }

    /// At least this much has passed.
    #[cfg(feature = "client")]
    pub(crate) fn advance_to(&mut self, passed: Duration) {
        self.passed = self.passed.max(passed);
    }
}

/// The end of a wait.
pub(crate) fn later(now: SystemTime, wait: Duration) -> SystemTime {
    let end = now.checked_add(wait);
    end.or_else(|| now.checked_add(CENTURY)).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_that_goes_back_is_no_time() {
        let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        let mut timeline = Timeline::default();
        for (now, passed) in [
            (9000, 0),
            (9010, 10),
            (5400, 10),
            (5405, 15),
            (5404, 15),
            (5405, 16),
        ] {
            assert_eq!(timeline.passed(at(now)), Duration::from_secs(passed), "{now}");
        }
        assert_eq!(timeline.steady(at(6405)), at(1016));
    }

    #[test]
    fn a_wait_without_an_end_is_no_short_one() {
        let now = SystemTime::UNIX_EPOCH;
        assert!(later(now, Duration::MAX).duration_since(now).unwrap() >= CENTURY);
    }
}
