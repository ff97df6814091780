//! The type [`Duration`].

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{JSON_LEN_MAX, NAME, parse, write_key};
use crate::edm::error::ValueError;
use crate::edm::field::{deserialize_text, serialize_text};

pub(super) const SECOND: i64 = 10_000_000;
pub(super) const MINUTE: i64 = 60 * SECOND;
pub(super) const HOUR: i64 = 60 * MINUTE;
pub(super) const DAY: i64 = 24 * HOUR;

/// A signed length of time in ticks of 100 ns: a value of `Edm.Duration`.
///
/// It holds what .NET's `TimeSpan` holds, and so what Microsoft's services can send: ±10,675,199 days, 2 hours,
/// 48 minutes and 5.4775807 seconds (some 29,000 years).
///
/// Values are equal when they last equally long: `PT36H` reads as the same value as `P1DT12H` and is written in that
/// form, which has the largest units there are, no zero ones, and no trailing zeros of a fraction.
///
/// ```
/// use odata_entity::edm::Duration;
///
/// let grace: Duration = "PT36H".parse()?;
/// assert_eq!(grace.to_string(), "P1DT12H");
/// assert_eq!(grace, Duration::try_from(std::time::Duration::from_secs(36 * 3600))?);
/// assert_eq!(Duration::try_hours(36), Some(grace));
/// # Ok::<_, odata_entity::edm::ValueError>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration {
    ticks: i64,
}

impl Duration {
    /// No time: `PT0S`.
    pub const ZERO: Self = Self::from_ticks(0);
    /// The least value: `-P10675199DT2H48M5.4775808S`.
    pub const MIN: Self = Self::from_ticks(i64::MIN);
    /// The greatest value: `P10675199DT2H48M5.4775807S`, which services send for "never".
    pub const MAX: Self = Self::from_ticks(i64::MAX);

    /// So many ticks of 100 ns.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn from_ticks(ticks: i64) -> Self {
        Self { ticks }
    }

    /// So many seconds, or `None` beyond [`MIN`](Self::MIN) and [`MAX`](Self::MAX).
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn try_seconds(seconds: i64) -> Option<Self> {
        Self::of(seconds, SECOND)
    }

    /// So many minutes, or `None` beyond [`MIN`](Self::MIN) and [`MAX`](Self::MAX).
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn try_minutes(minutes: i64) -> Option<Self> {
        Self::of(minutes, MINUTE)
    }

    /// So many hours, or `None` beyond [`MIN`](Self::MIN) and [`MAX`](Self::MAX).
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn try_hours(hours: i64) -> Option<Self> {
        Self::of(hours, HOUR)
    }

    /// So many days of 24 hours, or `None` beyond [`MIN`](Self::MIN) and [`MAX`](Self::MAX).
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn try_days(days: i64) -> Option<Self> {
        Self::of(days, DAY)
    }

    const fn of(number: i64, unit: i64) -> Option<Self> {
        match number.checked_mul(unit) {
            Some(ticks) => Some(Self { ticks }),
            None => None,
        }
    }

    /// The sum, or `None` beyond [`MIN`](Self::MIN) and [`MAX`](Self::MAX).
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.ticks.checked_add(other.ticks) {
            Some(ticks) => Some(Self { ticks }),
            None => None,
        }
    }

    /// All of it, in ticks of 100 ns.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn ticks(self) -> i64 {
        self.ticks
    }

    /// Whether it is less than zero.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn is_negative(self) -> bool {
        self.ticks < 0
    }

    /// The whole days, with the sign of the value.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn days(self) -> i64 {
        self.ticks / DAY
    }

    /// The hours past the whole days, -23 to 23, with the sign of the value.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn hours(self) -> i64 {
        self.ticks % DAY / HOUR
    }

    /// The minutes past the whole hours, -59 to 59, with the sign of the value.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn minutes(self) -> i64 {
        self.ticks % HOUR / MINUTE
    }

    /// The seconds past the whole minutes, -59 to 59, with the sign of the value.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn seconds(self) -> i64 {
        self.ticks % MINUTE / SECOND
    }

    /// The ticks of 100 ns past the whole seconds, -9,999,999 to 9,999,999, with the sign of the value.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn subsec_ticks(self) -> i64 {
        self.ticks % SECOND
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = Vec::with_capacity(JSON_LEN_MAX);
        write_key(*self, &mut text);
        f.pad(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Duration({self})")
    }
}

impl FromStr for Duration {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        parse(text)
    }
}

impl Serialize for Duration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_text(serializer, |out| {
            write_key(*self, out);
            Ok(())
        })
    }
}

impl<'de> Deserialize<'de> for Duration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_text(deserializer, NAME, parse)
    }
}
