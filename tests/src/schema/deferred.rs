//! Types that are made when they are first needed: those of metadata refer to each other in circles.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

/// A type, made at its first use. Clones share it.
pub(crate) struct Deferred<T>(Arc<LazyLock<T, Box<dyn FnOnce() -> T + Send>>>);

impl<T> Deferred<T> {
    pub(crate) fn later(make: impl FnOnce() -> T + Send + 'static) -> Self {
        Self(Arc::new(LazyLock::new(Box::new(make))))
    }
}

impl<T: Send + 'static> From<T> for Deferred<T> {
    fn from(ready: T) -> Self {
        Self::later(move || ready)
    }
}

impl<T> Clone for Deferred<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Deref for Deferred<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Without the type, which may lead back to itself.
impl<T> fmt::Debug for Deferred<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}
