//! The form in which nearly every service writes a date and time, read in one go: `2017-01-01T00:00:17.7769392-08:00`.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

/// Reads a year of four digits, seconds, at most nine digits of a second, `T` and `Z` as capitals. `None` for what has
/// another form or is no date and time: the grammar's own reader judges that.
pub(super) fn parse(text: &str) -> Option<DateTime<FixedOffset>> {
    let (head, rest) = text.as_bytes().split_first_chunk::<19>()?;
    let [
        y1,
        y2,
        y3,
        y4,
        b'-',
        o1,
        o2,
        b'-',
        d1,
        d2,
        b'T',
        h1,
        h2,
        b':',
        m1,
        m2,
        b':',
        s1,
        s2,
    ] = *head
    else {
        return None;
    };
    let (century, year) = (two(y1, y2)?, two(y3, y4)?);
    let (month, day) = (two(o1, o2)?, two(d1, d2)?);
    let (hour, minute, second) = (two(h1, h2)?, two(m1, m2)?, two(s1, s2)?);
    let (nanos, rest) = fraction(rest)?;
    let offset = offset(rest)?;
    if century + year == 0 || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let year = i32::try_from(century * 100 + year).ok()?;
    let date = NaiveDate::from_ymd_opt(year, month, day)?;
    let time = NaiveTime::from_num_seconds_from_midnight_opt((hour * 60 + minute) * 60 + second, nanos)?;
    let offset = FixedOffset::east_opt(offset)?;
    let utc = date.and_time(time).checked_sub_offset(offset)?;
    Some(DateTime::from_naive_utc_and_offset(utc, offset))
}

#[inline]
fn digit(byte: u8) -> Option<u32> {
    let digit = byte.wrapping_sub(b'0');
    (digit < 10).then_some(u32::from(digit))
}

#[inline]
fn two(tens: u8, ones: u8) -> Option<u32> {
    Some(digit(tens)? * 10 + digit(ones)?)
}

/// Nanoseconds of `.` and digits, if they come next, and what is behind them.
#[inline]
fn fraction(text: &[u8]) -> Option<(u32, &[u8])> {
    let Some((b'.', mut rest)) = text.split_first() else {
        return Some((0, text));
    };
    let (mut nanos, mut unit) = (0, 1_000_000_000);
    while let Some((digit, behind)) = rest
        .split_first()
        .and_then(|(byte, rest)| Some((digit(*byte)?, rest)))
    {
        unit /= 10;
        nanos += digit * unit;
        rest = behind;
        if unit == 0 {
            // A tenth digit.
            return None;
        }
    }
    (unit < 1_000_000_000).then_some((nanos, rest))
}

/// Seconds east of UTC.
#[inline]
fn offset(text: &[u8]) -> Option<i32> {
    match *text {
        [b'Z'] => Some(0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hour, minute) = (two(h1, h2)?, two(m1, m2)?);
            if hour > 23 || minute > 59 {
                return None;
            }
            let seconds = i32::try_from((hour * 60 + minute) * 60).ok()?;
            Some(if sign == b'-' { -seconds } else { seconds })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The grammar's own reader.
    fn lex(text: &str) -> Option<DateTime<FixedOffset>> {
        super::super::lex(text).ok()
    }

    fn same(text: &str) -> bool {
        let usual = parse(text);
        let shown = |value: &DateTime<FixedOffset>| (value.to_rfc3339(), value.offset().local_minus_utc());
        usual.is_none() || usual.as_ref().map(shown) == lex(text).as_ref().map(shown)
    }

    proptest! {
        #[test]
        fn what_is_read_in_one_go_is_what_the_grammar_reads(
            text in "[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\\.[0-9]{0,10})?(Z|[+-][0-2][0-9]:[0-6][0-9])"
        ) {
            prop_assert!(same(&text), "{text}");
        }

        #[test]
        fn a_changed_byte_is_read_as_the_grammar_reads_it(at in 0..33_usize, with in "[ -~]") {
            let mut text = "2017-01-01T00:00:17.7769392-08:00".to_owned();
            text.replace_range(at..=at, &with);
            prop_assert!(same(&text), "{text}");
        }
    }

    #[test]
    fn the_forms_of_graph_are_usual() {
        for text in [
            "2017-01-01T00:00:17.7769392-08:00",
            "2016-12-31T23:56:44Z",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999999+14:00",
        ] {
            assert!(parse(text).is_some() && same(text), "{text}");
        }
        for text in [
            "2017-01-01T00:00Z",
            "0000-01-01T00:00:00Z",
            "2017-02-29T00:00:00Z",
            "2017-01-01T24:00:00Z",
            "2017-01-01T00:00:60Z",
            "2017-01-01T00:00:00.Z",
            "2017-01-01T00:00:00.1234567890Z",
            "2017-01-01T00:00:00",
            "",
        ] {
            assert!(parse(text).is_none(), "{text}");
        }
    }
}
