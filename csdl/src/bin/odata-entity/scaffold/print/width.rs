//! How wide a line may be.

/// rustfmt's `max_width`.
pub(super) const WIDTH: usize = 100;
