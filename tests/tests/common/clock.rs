//! Time that passes only when somebody waits for it.
#![allow(dead_code, reason = "each test binary uses its own part of this module")]

use odata_entity::client::{BoxFuture, Clock};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// A clock on which every wait is over at once, and written down.
#[derive(Clone, Debug)]
pub struct TestClock(Arc<Mutex<(SystemTime, Vec<Duration>)>>);

impl TestClock {
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new((SystemTime::now(), Vec::new()))))
    }

    /// The waits so far.
    pub fn waits(&self) -> Vec<Duration> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).1.clone()
    }

    pub fn advance(&self, time: Duration) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).0 += time;
    }
}

impl Clock for TestClock {
    fn now(&self) -> SystemTime {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).0
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.0 += time;
        state.1.push(time);
        Box::pin(std::future::ready(()))
    }
}
