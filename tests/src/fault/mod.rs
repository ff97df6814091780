//! What can go wrong between a client and a service, made to happen on demand.

mod broken_body;
mod declaration;
mod effect;
mod plan;
mod retry_after;
mod throttle;
mod wrong_range;

pub use declaration::Fault;
pub use plan::FaultId;
pub use retry_after::RetryAfter;
pub use throttle::Throttle;

pub(crate) use broken_body::{huge, slow, truncated};
pub(crate) use effect::Effect;
pub(crate) use plan::Plan;
pub(crate) use throttle::{Gate, Quota};
pub(crate) use wrong_range::{with_expected_ranges, with_repeated_range};
