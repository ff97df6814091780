//! Time that passes only when somebody waits for it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use odata_entity::client::{BoxFuture, Clock};

/// A clock on which every wait is over at once, and written down: retries, polls and limits of a client take no time, and a test
/// sees how long they would have been. It is cheap to clone (`Arc`), and all clones have the same time.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use odata_entity::{Json, path};
/// use odata_entity_testing::{Mock, TestClock};
/// use serde_json::{Value, json};
/// use std::time::Duration;
///
/// let mock = Mock::new();
/// mock.on("GET", "/devices/7").once().respond(|_| {
///     let throttled = http::Response::builder().status(429).header("Retry-After", "30");
///     throttled.body(Vec::new()).unwrap()
/// });
/// mock.on("GET", "/devices/7").json(json!({"id": "7"}));
///
/// let clock = TestClock::new();
/// let client = mock.client_builder().clock(clock.clone()).build()?;
/// let device: Json<Value> = client.send(path!("/devices/7").get()).await?;
/// assert_eq!(device.0["id"], "7");
/// assert!(clock.waits()[0] >= Duration::from_secs(30));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
pub struct TestClock(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    now: SystemTime,
    /// None for a clock that has the time of day alone.
    instant: Option<Instant>,
    waits: Vec<Duration>,
    /// How far the time of day is set back during the next wait.
    set_back: Duration,
}

impl Default for TestClock {
    fn default() -> Self {
        Self::new()
    }
}

impl TestClock {
    /// A clock that shows the system's time, and goes on only by waits and by [`TestClock::advance`].
    #[must_use = "a clock is of use to a client alone"]
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(State {
            now: SystemTime::now(),
            instant: Some(Instant::now()),
            waits: Vec::new(),
            set_back: Duration::ZERO,
        })))
    }

    /// A clock that has the time of day alone, as one does that implements nothing but what
    /// [`Clock`](odata_entity::client::Clock) requires.
    #[must_use = "a clock is of use to a client alone"]
    pub fn of_day() -> Self {
        let clock = Self::new();
        clock.state().instant = None;
        clock
    }

    /// The waits so far, in their order.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn waits(&self) -> Vec<Duration> {
        self.state().waits.clone()
    }

    /// Lets time pass: for tokens that expire, and limits that are over.
    pub fn advance(&self, time: Duration) {
        self.state().advance(time);
    }

    /// Sets the time of day back by so much during the next wait, as people and time servers do.
    pub fn set_back(&self, time: Duration) {
        self.state().set_back = time;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn advance(&mut self, time: Duration) {
        self.now = self.now.checked_add(time).unwrap_or(self.now);
        self.instant = self
            .instant
            .map(|instant| instant.checked_add(time).unwrap_or(instant));
    }
}

impl Clock for TestClock {
    fn now(&self) -> SystemTime {
        self.state().now
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        let mut state = self.state();
        state.advance(time);
        let set_back = std::mem::take(&mut state.set_back);
        state.now = state.now.checked_sub(set_back).unwrap_or(state.now);
        state.waits.push(time);
        Box::pin(std::future::ready(()))
    }

    fn instant(&self) -> Option<Instant> {
        self.state().instant
    }
}
