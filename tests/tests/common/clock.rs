//! Time that passes only when somebody waits for it.

pub use odata_entity_testing::TestClock;
