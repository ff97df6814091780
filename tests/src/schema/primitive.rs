//! The primitive types of the Entity Data Model, and how a value of each is written in JSON.

use chrono::{NaiveDate, NaiveTime};
use serde_json::{Value, json};

/// A primitive type of the Entity Data Model (CSDL 4.01, section 3.3).
///
/// ```
/// use odata_entity_testing::{Primitive, Property};
///
/// assert_eq!(Primitive::DateTimeOffset.name(), "Edm.DateTimeOffset");
/// let size = Property::primitive("size", Primitive::Int64); // or Property::int64("size")
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Primitive {
    /// `Edm.String`: a JSON string.
    String,
    /// `Edm.Boolean`: `true` or `false`.
    Boolean,
    /// `Edm.Byte`: 0 to 255.
    Byte,
    /// `Edm.SByte`: -128 to 127.
    SByte,
    /// `Edm.Int16`: a 16-bit signed integer.
    Int16,
    /// `Edm.Int32`: a 32-bit signed integer.
    Int32,
    /// `Edm.Int64`: a 64-bit signed integer, as a JSON number.
    Int64,
    /// `Edm.Single`: a JSON number, or one of the strings `INF`, `-INF`, `NaN`.
    Single,
    /// `Edm.Double`: a JSON number, or one of the strings `INF`, `-INF`, `NaN`.
    Double,
    /// `Edm.Decimal`: a JSON number. The service keeps it with the precision of a double.
    Decimal,
    /// `Edm.DateTimeOffset`: `2017-01-01T00:00:17.7769392-08:00`; seconds may be absent, at most 7 fraction digits (100 ns).
    DateTimeOffset,
    /// `Edm.Date`: `2017-01-01`.
    Date,
    /// `Edm.TimeOfDay`: `23:59:59.9999999`; seconds may be absent, at most 7 fraction digits (100 ns).
    TimeOfDay,
    /// `Edm.Duration`: `-P1DT2H3M4.5S`; no years, months or weeks.
    Duration,
    /// `Edm.Guid`: `477d3651-3651-477d-5136-7d4751367d47`.
    Guid,
    /// `Edm.Binary`: base64 or base64url, padded or not.
    Binary,
    /// `Edm.Stream`: never part of a request body.
    Stream,
}

impl Primitive {
    /// The qualified name, such as `Edm.String`.
    pub fn name(self) -> String {
        format!("Edm.{self:?}")
    }

    /// The type of this name, without `Edm.`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let all = [
            Self::String,
            Self::Boolean,
            Self::Byte,
            Self::SByte,
            Self::Int16,
            Self::Int32,
            Self::Int64,
            Self::Single,
            Self::Double,
            Self::Decimal,
            Self::DateTimeOffset,
            Self::Date,
            Self::TimeOfDay,
            Self::Duration,
            Self::Guid,
            Self::Binary,
            Self::Stream,
        ];
        all.into_iter().find(|primitive| format!("{primitive:?}") == name)
    }

    /// Whether `value` is a non-null value of this type in OData JSON (JSON Format 4.01, section 7.1).
    pub(crate) fn accepts(self, value: &Value) -> bool {
        let integer_in = |low: i64, high: i64| value.as_i64().is_some_and(|n| low <= n && n <= high);
        match self {
            Self::String => value.is_string(),
            Self::Boolean => value.is_boolean(),
            Self::Byte => integer_in(0, 255),
            Self::SByte => integer_in(-128, 127),
            Self::Int16 => integer_in(i16::MIN.into(), i16::MAX.into()),
            Self::Int32 => integer_in(i32::MIN.into(), i32::MAX.into()),
            Self::Int64 => value.as_i64().is_some(),
            Self::Single | Self::Double => {
                value.is_number() || matches!(value.as_str(), Some("INF" | "-INF" | "NaN"))
            }
            Self::Decimal => value.is_number(),
            Self::DateTimeOffset => value.as_str().is_some_and(|text| instant(text).is_some()),
            Self::Date => value.as_str().is_some_and(|text| date(text).is_some()),
            Self::TimeOfDay => value.as_str().is_some_and(|text| time_of_day(text).is_some()),
            Self::Duration => value.as_str().is_some_and(|text| nanoseconds(text).is_some()),
            Self::Guid => value.as_str().is_some_and(is_guid),
            Self::Binary => value.as_str().is_some_and(is_base64),
            Self::Stream => false,
        }
    }

    /// What a non-nullable property holds when nothing was given and it declares no default: the zero of the type, as
    /// services on .NET answer it (`0001-01-01T00:00:00Z` for a date that was never set).
    pub(crate) fn zero(self) -> Value {
        match self {
            Self::String | Self::Binary => json!(""),
            Self::Boolean => json!(false),
            Self::Byte | Self::SByte | Self::Int16 | Self::Int32 | Self::Int64 => json!(0),
            Self::Single | Self::Double | Self::Decimal => json!(0),
            Self::DateTimeOffset => json!("0001-01-01T00:00:00Z"),
            Self::Date => json!("0001-01-01"),
            Self::TimeOfDay => json!("00:00:00"),
            Self::Duration => json!("PT0S"),
            Self::Guid => json!("00000000-0000-0000-0000-000000000000"),
            Self::Stream => Value::Null,
        }
    }
}

/// The point in time, as nanoseconds on a scale of our own, of an `Edm.DateTimeOffset`, if `text` is one.
pub(crate) fn instant(text: &str) -> Option<i128> {
    let (day, rest) = text.split_once('T')?;
    let offset_at = rest.find(['Z', '+', '-'])?;
    let (time, offset) = rest.split_at_checked(offset_at)?;
    let minutes = match offset {
        "Z" => 0,
        _ => {
            let (sign, hours_minutes) = offset.split_at_checked(1)?;
            let (hours, minutes) = hours_minutes.split_once(':')?;
            let minutes = two_digits(hours, 14)? * 60 + two_digits(minutes, 59)?;
            if sign == "-" { -minutes } else { minutes }
        }
    };
    let days = i128::from(date(day)?.signed_duration_since(NaiveDate::MIN).num_days());
    Some(days * 86_400_000_000_000 + i128::from(time_of_day(time)?) - i128::from(minutes) * 60_000_000_000)
}

fn date(text: &str) -> Option<NaiveDate> {
    let is_shaped = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if !is_shaped {
        return None;
    }
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

/// The nanoseconds since midnight of an `Edm.TimeOfDay`, if `text` is one.
fn time_of_day(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let mut parts = whole.split(':');
    let hours = two_digits(parts.next()?, 23)?;
    let minutes = two_digits(parts.next()?, 59)?;
    let seconds = match parts.next() {
        Some(seconds) => two_digits(seconds, 59)?,
        // A fraction without seconds would belong to nothing.
        None if text.contains('.') => return None,
        None => 0,
    };
    if parts.next().is_some() {
        return None;
    }
    let time = NaiveTime::from_hms_opt(
        hours.try_into().ok()?,
        minutes.try_into().ok()?,
        seconds.try_into().ok()?,
    )?;
    let since_midnight = time.signed_duration_since(NaiveTime::MIN).num_seconds();
    Some(since_midnight * 1_000_000_000 + fraction_nanoseconds(fraction)?)
}

fn two_digits(text: &str, most: i64) -> Option<i64> {
    let is_shaped = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| is_shaped && *number <= most)
}

/// The nanoseconds that the digits after a decimal point mean; 7 digits at most, the 100 ns ticks of .NET services.
fn fraction_nanoseconds(digits: &str) -> Option<i64> {
    let is_shaped = (1..=7).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_shaped {
        return None;
    }
    format!("{digits:0<9}").parse().ok()
}

/// The nanoseconds of an `Edm.Duration`, if `text` is one.
pub(crate) fn nanoseconds(text: &str) -> Option<i128> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let rest = rest.strip_prefix('P')?;
    let (days, clock) = match rest.split_once('T') {
        Some((_, "")) => return None,
        Some((days, clock)) => (days, clock),
        None => (rest, ""),
    };
    if days.is_empty() && clock.is_empty() {
        return None;
    }
    let mut total: i128 = 0;
    if !days.is_empty() {
        total += whole(days.strip_suffix('D')?)? * 86_400;
    }
    let mut clock = clock;
    for (unit, seconds) in [('H', 3600), ('M', 60)] {
        if let Some((count, rest)) = clock.split_once(unit) {
            total += whole(count)? * seconds;
            clock = rest;
        }
    }
    let mut fraction = 0;
    if !clock.is_empty() {
        let seconds = clock.strip_suffix('S')?;
        let (seconds, digits) = seconds.split_once('.').unwrap_or((seconds, "0"));
        total += whole(seconds)?;
        fraction = fraction_nanoseconds(digits)?;
    }
    Some(sign * (total * 1_000_000_000 + i128::from(fraction)))
}

fn whole(digits: &str) -> Option<i128> {
    // Eighteen digits of days are far beyond what any service stores, and far below what would overflow.
    let is_shaped = (1..=18).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| is_shaped)
}

fn is_guid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups
            .iter()
            .all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    let padding = text.len() - digits.len();
    let is_padded_right = padding == 0 || (padding <= 2 && text.len().is_multiple_of(4));
    is_padded_right
        && digits.len() % 4 != 1
        && digits
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+/-_".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_instants_are_read_to_the_tick() {
        let early = instant("2016-12-31T23:56:44.951111-08:00").unwrap();
        let late = instant("2017-01-01T07:56:44.9511111Z").unwrap();
        assert_eq!(late - early, 100);
        assert_eq!(instant("2017-01-01T00:00Z"), instant("2017-01-01T01:00:00+01:00"));
    }

    #[test]
    fn what_is_no_instant_is_refused() {
        for text in [
            "",
            "2017-01-01",
            "2017-01-01T00:00:00",
            "2017-01-01 00:00:00Z",
            "2017-01-01t00:00:00z",
            "2017-13-01T00:00:00Z",
            "2017-01-01T24:00:00Z",
            "2017-01-01T00:00:00.12345678Z",
            "2017-01-01T00:00:00.Z",
            "2017-01-01T00:00.5Z",
            "2017-01-01T00:00:00+0100",
            "17-01-01T00:00:00Z",
            "2017-01-01TéZ",
        ] {
            assert_eq!(instant(text), None, "{text}");
        }
    }

    #[test]
    fn durations_have_days_and_smaller_units_only() {
        assert_eq!(nanoseconds("-P1DT2H3M4.5S"), Some(-93_784_500_000_000));
        assert_eq!(nanoseconds("PT0S"), Some(0));
        for text in [
            "",
            "P",
            "PT",
            "P1Y",
            "P1M",
            "P1W",
            "+PT1S",
            "PT1.S",
            "PT1S1M",
            "P1DT",
            "1D",
            "PT1.23456789S",
        ] {
            assert_eq!(nanoseconds(text), None, "{text}");
        }
    }

    #[test]
    fn json_values_are_judged_by_type() {
        let cases = [
            (Primitive::Byte, json!(255), json!(256)),
            (Primitive::SByte, json!(-128), json!(-129)),
            (Primitive::Int32, json!(2_147_483_647), json!(2_147_483_648_i64)),
            (Primitive::Int64, json!(9_223_372_036_854_775_807_i64), json!("1")),
            (Primitive::Int16, json!(1), json!(1.0)),
            (Primitive::Double, json!("-INF"), json!("inf")),
            (Primitive::Boolean, json!(true), json!("true")),
            (
                Primitive::Guid,
                json!("477d3651-3651-477D-5136-7d4751367d47"),
                json!("{477d3651}"),
            ),
            (Primitive::Binary, json!("T0RhdGE="), json!("T0RhdGE=====")),
            (Primitive::Binary, json!("-_8"), json!("A")),
            (Primitive::TimeOfDay, json!("23:59:59.9999999"), json!("23:59:60")),
            (Primitive::Date, json!("2016-02-29"), json!("2017-02-29")),
            (Primitive::String, json!(""), json!(1)),
        ];
        for (primitive, good, bad) in cases {
            assert!(primitive.accepts(&good), "{primitive:?} {good}");
            assert!(!primitive.accepts(&bad), "{primitive:?} {bad}");
            assert!(primitive.accepts(&primitive.zero()), "{primitive:?} zero");
        }
    }
}
