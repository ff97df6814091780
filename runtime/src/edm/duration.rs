//! `Edm.Duration` as [`Duration`]: `-P1DT2H3M4.5S`.

mod convert;
mod value;

pub use value::Duration;

use value::{DAY, HOUR, MINUTE, SECOND};

use super::cursor::{self, Cursor, number};
use super::digits::{fraction, without_trailing_zeros};
use super::error::{Fault, ValueError};

/// The qualified name of the Edm type.
pub(crate) const NAME: &str = "Edm.Duration";

/// The most bytes that [`write_json`] writes.
pub(crate) const JSON_LEN_MAX: usize = "\"-P10675199DT23H59M59.9999999S\"".len();

/// Writes the JSON string, in quotes.
pub(crate) fn write_json(value: Duration, out: &mut Vec<u8>) {
    out.push(b'"');
    write_key(value, out);
    out.push(b'"');
}

/// Writes the URL literal: `duration'PT1H'`. (OData 4.0 requires the prefix, 4.01 allows it.)
pub(crate) fn write_literal(value: Duration, out: &mut Vec<u8>) {
    out.extend_from_slice(b"duration'");
    write_key(value, out);
    out.push(b'\'');
}

/// Writes the text of a key segment: `PT1H`.
pub(crate) fn write_key(value: Duration, out: &mut Vec<u8>) {
    let ticks = value.ticks();
    if ticks < 0 {
        out.push(b'-');
    }
    out.push(b'P');
    push_unit(value.days(), b'D', out);
    if ticks % DAY == 0 && ticks != 0 {
        return;
    }
    out.push(b'T');
    push_unit(value.hours(), b'H', out);
    push_unit(value.minutes(), b'M', out);
    // A remainder of a minute fits.
    let subsecond = u32::try_from(value.subsec_ticks().unsigned_abs()).unwrap_or_default();
    if subsecond != 0 {
        push_number(value.seconds(), out);
        out.extend_from_slice(without_trailing_zeros(&fraction(subsecond)));
        out.push(b'S');
    } else if ticks == 0 {
        out.extend_from_slice(b"0S");
    } else {
        push_unit(value.seconds(), b'S', out);
    }
}

fn push_unit(number: i64, unit: u8, out: &mut Vec<u8>) {
    if number != 0 {
        push_number(number, out);
        out.push(unit);
    }
}

fn push_number(number: i64, out: &mut Vec<u8>) {
    out.extend_from_slice(itoa::Buffer::new().format(number.unsigned_abs()).as_bytes());
}

/// Reads `[-]P[nD][T[nH][nM][n[.n]S]]` (ABNF rule `durationValue`, which is XML Schema 1.1's `dayTimeDuration`: at least
/// one number, and one after a `T`). The numbers may be of any size, and the letters in lower case.
///
/// # Errors
///
/// Malformed, if the text is anything else: years, months and weeks included, whose lengths differ or are not in XML
/// Schema, and a leading `+`. Out of range, beyond [`Duration::MIN`] and [`Duration::MAX`], and with digits other than
/// zero past the seventh of a second.
pub(crate) fn parse(text: &str) -> Result<Duration, ValueError> {
    lex(text).map_err(|fault| fault.about(NAME, text))
}

const FORM: &str =
    "a duration is `[-]P[nD][T[nH][nM][n[.n]S]]`, such as P1DT12H: no years, months or weeks, and no `+`";
const RANGE: &str = "a duration spans at most 10675199 days, 2 h, 48 min and 5.4775807 s";

fn lex(text: &str) -> Result<Duration, Fault> {
    let malformed = || Fault::malformed(FORM);
    let mut cursor = Cursor::new(text);
    let negative = cursor.eat(b'-');
    if !cursor.eat_letter(b'P') {
        return Err(malformed());
    }
    let days = cursor.digits();
    if !days.is_empty() && !cursor.eat_letter(b'D') {
        return Err(malformed());
    }
    let time = if cursor.eat_letter(b'T') {
        Some(Time::lex(&mut cursor).ok_or_else(malformed)?)
    } else {
        None
    };
    if !cursor.is_empty() || (days.is_empty() && time.is_none()) {
        return Err(malformed());
    }
    let Time {
        hours,
        minutes,
        seconds,
        fraction,
    } = time.unwrap_or_default();
    let subsecond = cursor::fraction(fraction, 7)
        .ok_or_else(|| Fault::out_of_range("digits past the seventh of a second cannot be kept"))?;
    // No more than 4 * 2^64 * DAY: it fits.
    let magnitude = [(days, DAY), (hours, HOUR), (minutes, MINUTE), (seconds, SECOND)]
        .iter()
        .try_fold(i128::from(subsecond), |sum, &(digits, unit)| {
            Some(sum + i128::from(number(digits)?) * i128::from(unit))
        });
    magnitude
        .map(|magnitude| if negative { -magnitude } else { magnitude })
        .and_then(|ticks| i64::try_from(ticks).ok())
        .map(Duration::from_ticks)
        .ok_or_else(|| Fault::out_of_range(RANGE))
}

/// The digits of each unit after the `T`, of which some may be missing.
#[derive(Default)]
struct Time<'a> {
    hours: &'a [u8],
    minutes: &'a [u8],
    seconds: &'a [u8],
    fraction: &'a [u8],
}

impl<'a> Time<'a> {
    /// `[nH][nM][n[.n]S]`, at least one of them.
    fn lex(cursor: &mut Cursor<'a>) -> Option<Self> {
        let mut time = Self::default();
        let mut digits = cursor.digits();
        if digits.is_empty() {
            return None;
        }
        for (unit, place) in [(b'H', &mut time.hours), (b'M', &mut time.minutes)] {
            if !digits.is_empty() && cursor.eat_letter(unit) {
                *place = digits;
                digits = cursor.digits();
            }
        }
        if digits.is_empty() {
            return Some(time);
        }
        time.seconds = digits;
        if cursor.eat(b'.') {
            time.fraction = cursor.digits();
            if time.fraction.is_empty() {
                return None;
            }
        }
        cursor.eat_letter(b'S').then_some(time)
    }
}
