//! What a client of `odata-entity` is given in tests: a transport without a network, and a clock that does not wait.

mod clock;
mod transport;

pub use clock::TestClock;
