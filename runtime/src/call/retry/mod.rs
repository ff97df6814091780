//! What may be sent again, and when: no I/O, and no clock.

mod brake;
mod created;
mod policy;
mod timeline;

pub(crate) use brake::{Brake, Health, Reaction};
pub(crate) use created::JustCreated;
pub use policy::{Attempts, RetryPolicy};
pub(crate) use policy::{RetryCause, When};
pub(crate) use timeline::{Timeline, later};

use http::Method;

/// Whether sending a request twice does what sending it once does.
pub(crate) fn is_idempotent(method: &Method) -> bool {
    *method != Method::POST && *method != Method::CONNECT
}
