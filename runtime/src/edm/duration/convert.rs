//! [`Duration`] from and to the types of chrono and of the standard library.

use std::fmt;

use chrono::TimeDelta;

use super::value::SECOND;
use super::{Duration, NAME, RANGE};
use crate::edm::error::{Fault, ValueError};

/// The duration of so many nanoseconds; an error shows them as `value` prints.
fn from_nanos(nanos: i128, value: &dyn fmt::Debug) -> Result<Duration, ValueError> {
    let fault = if nanos % 100 != 0 {
        Fault::out_of_range("100 ns is the finest that can be kept: cut it first")
    } else {
        match i64::try_from(nanos / 100) {
            Ok(ticks) => return Ok(Duration::from_ticks(ticks)),
            Err(_) => Fault::out_of_range(RANGE),
        }
    };
    Err(fault.about(NAME, &format!("{value:?}")))
}

impl From<Duration> for TimeDelta {
    fn from(value: Duration) -> Self {
        // `TimeDelta` holds ten thousand times as much, in nanoseconds.
        Self::microseconds(value.ticks() / 10) + Self::nanoseconds(value.ticks() % 10 * 100)
    }
}

/// Fails out of range, if the value has a part finer than 100 ns or is beyond [`Duration::MIN`] and [`Duration::MAX`].
impl TryFrom<TimeDelta> for Duration {
    type Error = ValueError;

    fn try_from(value: TimeDelta) -> Result<Self, ValueError> {
        let nanos = i128::from(value.num_seconds()) * 1_000_000_000 + i128::from(value.subsec_nanos());
        from_nanos(nanos, &value)
    }
}

/// Fails out of range, if the value is negative.
impl TryFrom<Duration> for std::time::Duration {
    type Error = ValueError;

    fn try_from(value: Duration) -> Result<Self, ValueError> {
        match (
            u64::try_from(value.ticks() / SECOND),
            u32::try_from(value.subsec_ticks() * 100),
        ) {
            (Ok(seconds), Ok(nanos)) => Ok(Self::new(seconds, nanos)),
            _ => {
                let fault = Fault::out_of_range(
                    "a negative duration is no std::time::Duration: use chrono::TimeDelta",
                );
                Err(fault.about(NAME, &value.to_string()))
            }
        }
    }
}

/// Fails out of range, if the value has a part finer than 100 ns or is beyond [`Duration::MAX`].
impl TryFrom<std::time::Duration> for Duration {
    type Error = ValueError;

    fn try_from(value: std::time::Duration) -> Result<Self, ValueError> {
        // At most 2^64 seconds: it fits.
        let nanos = i128::from(value.as_secs()) * 1_000_000_000 + i128::from(value.subsec_nanos());
        from_nanos(nanos, &value)
    }
}
