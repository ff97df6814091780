//! [`Clock`]: time, so that tests need not wait.

use super::transport::BoxFuture;
use crate::call::retry::{Timeline, later};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// What time it is, and waiting.
///
/// There are two times, as of the standard library: the time of day, which can be set, and one that only goes forward. Waits
/// are measured by the latter.
///
/// ```
/// use odata_entity::client::{BoxFuture, Clock};
/// use std::sync::Mutex;
/// use std::time::{Duration, SystemTime};
///
/// /// No wait takes time. (The testing crate has such a clock, `TestClock`.)
/// struct Skipping(Mutex<SystemTime>);
///
/// impl Clock for Skipping {
///     fn now(&self) -> SystemTime {
///         *self.0.lock().unwrap()
///     }
///
///     fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
///         *self.0.lock().unwrap() += time;
///         Box::pin(std::future::ready(()))
///     }
/// }
///
/// # use odata_entity::{Client, client::NoToken};
/// let clock = Skipping(Mutex::new(SystemTime::now()));
/// let client = Client::builder("https://example.com/odata", NoToken).clock(clock).build()?;
/// # Ok::<(), odata_entity::Error>(())
/// ```
pub trait Clock: Send + Sync + 'static {
    /// The time of day. The ends of tokens and the dates in `Retry-After` are compared with it, and nothing else.
    fn now(&self) -> SystemTime;

    /// Waits this long.
    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()>;

    /// The time that only goes forward, whatever becomes of the time of day.
    ///
    /// A clock need not have one: unless implemented it is `None`, and the client counts how far [`now`](Self::now) goes
    /// forward. Then a step back costs no time, but a step forward shortens a wait.
    fn instant(&self) -> Option<Instant> {
        None
    }
}

/// The system's clock, and tokio's timer.
///
/// ```
/// use odata_entity::client::{BoxFuture, Clock, SystemClock};
/// use std::time::{Duration, SystemTime};
///
/// /// This machine's clock is late by an hour: tokens would seem to be good for too long.
/// struct Corrected;
///
/// impl Clock for Corrected {
///     fn now(&self) -> SystemTime {
///         SystemClock.now() + Duration::from_secs(3600)
///     }
///
///     fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
///         SystemClock.sleep(time)
///     }
/// }
/// assert!(Corrected.now() > SystemClock.now());
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(time))
    }

    fn instant(&self) -> Option<Instant> {
        Some(Instant::now())
    }
}

impl<C: Clock + ?Sized> Clock for std::sync::Arc<C> {
    fn now(&self) -> SystemTime {
        (**self).now()
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        (**self).sleep(time)
    }

    fn instant(&self) -> Option<Instant> {
        (**self).instant()
    }
}

/// A client's clock, with one measure of waits for all kinds of clocks: the time since the client was made.
pub(super) struct Time {
    clock: Box<dyn Clock>,
    start: Option<Instant>,
    /// For a clock that has the time of day alone.
    counted: Mutex<Timeline>,
}

impl Time {
    pub(super) fn new(clock: Box<dyn Clock>) -> Self {
        let mut counted = Timeline::default();
        counted.passed(clock.now());
        Self {
            start: clock.instant(),
            counted: Mutex::new(counted),
            clock,
        }
    }

    /// The time of day.
    pub(super) fn now(&self) -> SystemTime {
        self.clock.now()
    }

    /// How much time has passed; never less than before.
    pub(super) fn elapsed(&self) -> Duration {
        match (self.start, self.clock.instant()) {
            (Some(start), Some(now)) => now.saturating_duration_since(start),
            _ => self.counted().passed(self.clock.now()),
        }
    }

    /// The same as a point in time, for what measures with those.
    pub(super) fn steady(&self) -> SystemTime {
        later(SystemTime::UNIX_EPOCH, self.elapsed())
    }

    /// Waits this long, after which at least this much has passed, whatever was done to the time of day in between.
    pub(super) async fn sleep(&self, time: Duration) {
        let until = self.elapsed().saturating_add(time);
        self.clock.sleep(time).await;
        if self.start.is_none() {
            let mut counted = self.counted();
            counted.passed(self.clock.now());
            counted.advance_to(until);
        }
    }

    fn counted(&self) -> MutexGuard<'_, Timeline> {
        self.counted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    /// A clock that is set while it is slept by.
    #[derive(Clone)]
    struct Set(Arc<Mutex<(SystemTime, i64)>>);

    impl Clock for Set {
        fn now(&self) -> SystemTime {
            self.0.lock().unwrap().0
        }

        fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
            let mut state = self.0.lock().unwrap();
            let step = Duration::from_secs(state.1.unsigned_abs());
            state.0 = match state.1 < 0 {
                true => state.0 - step,
                false => state.0 + step,
            };
            Box::pin(std::future::ready(()))
        }
    }

    #[tokio::test]
    async fn after_a_wait_it_is_over_whatever_was_done_to_the_time_of_day() {
        let start = SystemTime::UNIX_EPOCH + Duration::from_secs(1 << 30);
        for step in [-3600, -1, 0, 1, 10, 3600] {
            let clock = Set(Arc::new(Mutex::new((start, step))));
            let time = Time::new(Box::new(clock.clone()));
            time.sleep(Duration::from_secs(10)).await;
            let passed = time.elapsed();
            assert!(passed >= Duration::from_secs(10), "{step}: {passed:?}");
            clock.0.lock().unwrap().0 -= Duration::from_secs(86_400);
            assert_eq!(time.elapsed(), passed);
            clock.0.lock().unwrap().0 += Duration::from_secs(5);
            assert_eq!(time.elapsed(), passed + Duration::from_secs(5));
        }
    }

    #[test]
    fn the_system_s_clock_does_not_measure_by_the_time_of_day() {
        assert!(SystemClock.instant().is_some() && Arc::new(SystemClock).instant().is_some());
    }
}
