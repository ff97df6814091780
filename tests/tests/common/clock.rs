//! Time that passes only when somebody waits for it.
#![allow(dead_code, reason = "each test binary uses its own part of this module")]

use odata_entity::client::{BoxFuture, Clock};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// A clock on which every wait is over at once, and written down.
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

impl TestClock {
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(State {
            now: SystemTime::now(),
            instant: Some(Instant::now()),
            waits: Vec::new(),
            set_back: Duration::ZERO,
        })))
    }

    /// A clock that has the time of day alone, as one does that was written before there was `Clock::instant`.
    pub fn of_day() -> Self {
        let clock = Self::new();
        clock.state().instant = None;
        clock
    }

    /// The waits so far.
    pub fn waits(&self) -> Vec<Duration> {
        self.state().waits.clone()
    }

    pub fn advance(&self, time: Duration) {
        self.state().advance(time);
    }

    /// Sets the time of day back by so much during the next wait.
    pub fn set_back(&self, time: Duration) {
        self.state().set_back = time;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn advance(&mut self, time: Duration) {
        self.now += time;
        self.instant = self.instant.map(|instant| instant + time);
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
        state.now -= set_back;
        state.waits.push(time);
        Box::pin(std::future::ready(()))
    }

    fn instant(&self) -> Option<Instant> {
        self.state().instant
    }
}
