//! What the handle in the test and the server on its own thread both hold.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use http::Method;

use super::access::Access;
use super::bytes::Bytes;
use super::log::Log;
use super::operation::Operations;
use crate::answer::Rules;
use crate::fault::{Gate, Plan, Quota};
use crate::random::Random;
use crate::store::Store;

/// Rules and state of one service. No two of the locks are ever held at once.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) rules: Rules,
    store: Mutex<Store>,
    access: Mutex<Access>,
    log: Mutex<Log>,
    ids: Mutex<Random>,
    faults: Mutex<Plan>,
    gate: Mutex<Gate>,
    operations: Mutex<Operations>,
    /// It has locks of its own.
    pub(super) bytes: Bytes,
}

/// A lock whatever became of its last holder: every value behind one is sound between any two of its changes.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    pub(crate) fn new(
        rules: Rules,
        store: Store,
        access: Access,
        log: Log,
        gate: Gate,
        bytes: Bytes,
    ) -> Self {
        Self {
            rules,
            store: Mutex::new(store),
            access: Mutex::new(access),
            log: Mutex::new(log),
            ids: Mutex::new(Random::new(0x1d5)),
            faults: Mutex::default(),
            gate: Mutex::new(gate),
            operations: Mutex::default(),
            bytes,
        }
    }

    pub(crate) fn store(&self) -> MutexGuard<'_, Store> {
        lock(&self.store)
    }

    pub(crate) fn access(&self) -> MutexGuard<'_, Access> {
        lock(&self.access)
    }

    pub(crate) fn log(&self) -> MutexGuard<'_, Log> {
        lock(&self.log)
    }

    pub(crate) fn faults(&self) -> MutexGuard<'_, Plan> {
        lock(&self.faults)
    }

    pub(crate) fn operations(&self) -> MutexGuard<'_, Operations> {
        lock(&self.operations)
    }

    /// Counts a request against the limit of its window.
    pub(crate) fn throttle(&self, method: &Method) -> Option<Quota> {
        lock(&self.gate).pass(method, Instant::now())
    }

    /// An id for a request.
    pub(crate) fn new_id(&self) -> String {
        lock(&self.ids).guid()
    }
}
