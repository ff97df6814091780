//! What may be sent again, and when: no I/O, and no clock of its own.

mod after;
mod throttle;

pub use after::wait_of;
pub use throttle::Throttle;
