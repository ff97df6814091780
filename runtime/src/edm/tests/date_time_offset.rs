//! `Edm.DateTimeOffset`.

use super::{malformed, out_of_range, try_text};
use crate::edm::ValueErrorKind;
use crate::edm::date_time_offset::{JSON_LEN_MAX, parse, parse_utc, write_json, write_literal};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

/// What is written for the value that the text reads as.
fn rewritten(text: &str) -> String {
    let value = parse(text).unwrap();
    let written = try_text(|out| write_literal(&value, out)).unwrap();
    assert_eq!(
        try_text(|out| write_json(&value, out)),
        Ok(format!("\"{written}\""))
    );
    written
}

#[test]
fn what_a_service_sent_goes_out_as_it_came() {
    for text in [
        "2017-01-01T00:00:17.7769392-08:00",
        "2016-12-31T23:56:44.951111-08:00",
        "2012-09-03T22:09:02Z",
        "2012-08-31T18:19:22.1Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.9999999Z",
        "2012-09-03T14:53:00+02:00",
        "2012-09-03T14:53:00-00:30",
        "2012-09-03T14:53:00+23:59",
        "12345-09-03T14:53:00-23:59",
        "2024-02-29T12:00:00.0000001+05:45",
    ] {
        assert_eq!(rewritten(text), text);
    }
}

#[test]
fn other_forms_of_the_same_value() {
    for (text, written) in [
        ("2012-09-03T13:52Z", "2012-09-03T13:52:00Z"),
        ("2012-09-03T14:53+02:00", "2012-09-03T14:53:00+02:00"),
        ("2012-09-03t13:52z", "2012-09-03T13:52:00Z"),
        ("2012-09-03T13:52:00.000Z", "2012-09-03T13:52:00Z"),
        ("2012-09-03T13:52:00.5000000Z", "2012-09-03T13:52:00.5Z"),
        ("2012-09-03T13:52:00+00:00", "2012-09-03T13:52:00Z"),
        ("2012-09-03T13:52:00-00:00", "2012-09-03T13:52:00Z"),
        // Cut, not rounded.
        ("2012-09-03T13:52:59.999999999Z", "2012-09-03T13:52:59.9999999Z"),
        ("2012-09-03T13:52:59.000000099Z", "2012-09-03T13:52:59Z"),
        (
            "2012-09-03T13:52:59.123456789000Z",
            "2012-09-03T13:52:59.1234567Z",
        ),
    ] {
        assert_eq!(rewritten(text), written);
    }
}

#[test]
fn nine_digits_are_read() {
    let value = parse("2012-09-03T13:52:59.123456789Z").unwrap();
    assert_eq!(value.timestamp_subsec_nanos(), 123_456_789);
}

#[test]
fn texts_that_are_no_date_time_offset() {
    malformed(
        parse,
        &[
            "",
            "-INF",
            "INF",
            "2012-09-03",
            "13:52Z",
            "2012-09-03T13:52",
            "2012-09-03T13:52:00",
            "2012-09-03 13:52:00Z",
            "2012-09-03T13:52:00 Z",
            "2012-09-03T13:52:00ZZ",
            "2012-09-03T13:52:00+02",
            "2012-09-03T13:52:00+0200",
            "2012-09-03T13:52:00+2:00",
            "2012-09-03T13:52:00-+02:00",
            "2012-09-03T13:52:00+24:00",
            "2012-09-03T13:52:00+02:60",
            "2012-09-03T13:52:00+02:00:30",
            "2011-12-31T24:00Z",
            "2011-12-31T24:00:00Z",
            "2012-09-03T24:00-03:00",
            "2012-09-03T23%3A59Z",
            "2012-09-03T23:59+01%3A00",
            "2012-09-03T13:60Z",
            "2012-09-03T13:52:61Z",
            "2012-09-03T13:52:00.Z",
            "2012-09-03T13:52:00.1234567890123Z",
            "2012-02-30T00:00Z",
            "2012-09-03T13:52:00,5Z",
            "2012-9-03T13:52Z",
            "0000-01-01T24:00Z",
            "0000-01-01T00:00",
            "1972-06-30T23:59:60",
            "2012-09-03T13:52.5Z",
        ],
    );
    out_of_range(
        parse,
        &[
            "0000-01-01T00:00Z",
            "-10000-04-01T00:00Z",
            "1972-06-30T23:59:60Z",
            "300000-01-01T00:00Z",
            "2012-09-03T13:52:00.0000000001Z",
            "2012-09-03T13:52:00.123456789012Z",
            "262142-12-31T23:59:59-23:59",
        ],
    );
    let error = parse("2012-09-03T13:52:00").unwrap_err().to_string();
    assert!(
        error.contains("a time zone offset ends it: `Z`, `+hh:mm` or `-hh:mm`"),
        "{error}"
    );
}

#[test]
fn utc_reads_any_offset() {
    let value = parse_utc("2012-09-03T14:53:00+02:00").unwrap();
    assert_eq!(
        try_text(|out| write_literal(&value, out)).as_deref(),
        Ok("2012-09-03T12:53:00Z")
    );
    assert!(parse("0001-01-01T00:00:00+08:00").is_ok());
    out_of_range(parse_utc, &["0001-01-01T00:00:00+08:00"]);
}

#[test]
fn values_without_a_form_are_not_written() {
    let utc = |year| {
        NaiveDate::from_ymd_opt(year, 1, 1)
            .unwrap()
            .and_hms_opt(0, 0, 0)
            .unwrap()
    };
    let at = |utc: NaiveDateTime, offset| {
        let offset = FixedOffset::east_opt(offset).unwrap();
        DateTime::<FixedOffset>::from_naive_utc_and_offset(utc, offset)
    };
    let leap = NaiveDate::from_ymd_opt(2016, 12, 31)
        .unwrap()
        .and_hms_nano_opt(23, 59, 59, 1_000_000_000)
        .unwrap();
    for value in [
        at(utc(0), 0),
        at(utc(-5), 0),
        at(utc(1), -60),
        at(utc(1880), 1172), // Amsterdam's +00:19:32
        at(leap, 0),
        at(NaiveDateTime::MAX, 86_340),
        at(NaiveDateTime::MIN, -86_340),
    ] {
        let error = try_text(|out| write_json(&value, out)).unwrap_err();
        assert_eq!(error.kind(), ValueErrorKind::OutOfRange, "{error}");
    }
    // Year 1 has begun there, though not in UTC.
    let value = at(utc(1) - TimeDelta::hours(1), 3600);
    assert_eq!(
        try_text(|out| write_literal(&value, out)).as_deref(),
        Ok("0001-01-01T00:00:00+01:00")
    );
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Fields {
    #[serde(with = "crate::edm::date_time_offset")]
    local: DateTime<FixedOffset>,
    #[serde(with = "crate::edm::date_time_offset")]
    utc: DateTime<Utc>,
    #[serde(default, with = "crate::edm::date_time_offset")]
    local_option: Option<DateTime<FixedOffset>>,
    #[serde(
        default,
        with = "crate::edm::date_time_offset",
        skip_serializing_if = "Option::is_none"
    )]
    utc_option: Option<DateTime<Utc>>,
    #[serde(
        default,
        with = "crate::edm::date_time_offset",
        skip_serializing_if = "Vec::is_empty"
    )]
    many: Vec<DateTime<Utc>>,
}

#[test]
fn fields() {
    let read = |json: &str| serde_json::from_str::<Fields>(json).map_err(|error| error.to_string());
    let fields = read(r#"{"local":"2017-01-01T00:00-08:00","utc":"2017-01-01T00:00-08:00"}"#).unwrap();
    assert_eq!(
        serde_json::to_string(&fields).unwrap(),
        r#"{"local":"2017-01-01T00:00:00-08:00","utc":"2017-01-01T08:00:00Z","local_option":null}"#
    );
    let json = concat!(
        r#"{"local":"2017-01-01T00:00:00.5-08:00","utc":"2017-01-01T00:00:00Z","#,
        r#""local_option":"2017-01-01T00:00:00Z","utc_option":"2017-01-01T00:00:00Z","many":["2017-01-01T00:00:00Z"]}"#
    );
    assert_eq!(serde_json::to_string(&read(json).unwrap()).unwrap(), json);
    let error = read(r#"{"local":"2017-01-01T00:00:00.0000000001Z","utc":null}"#).unwrap_err();
    assert!(error.starts_with("Edm.DateTimeOffset out of range"), "{error}");
    let error = read(r#"{"local":null,"utc":null}"#).unwrap_err();
    assert!(
        error.contains("a JSON string that holds an Edm.DateTimeOffset"),
        "{error}"
    );
}

proptest! {
    #[test]
    fn ticks_and_offsets_read_back(
        second in -62_135_510_400_i64..=8_210_266_790_400,
        tick in 0..10_000_000_u32,
        minutes in -1439..=1439_i32,
    ) {
        let offset = FixedOffset::east_opt(minutes * 60).unwrap();
        let value = DateTime::from_timestamp(second, tick * 100).unwrap().with_timezone(&offset);
        let json = try_text(|out| write_json(&value, out)).unwrap();
        prop_assert!(json.len() <= JSON_LEN_MAX);
        let read = parse(json.trim_matches('"')).unwrap();
        prop_assert_eq!((read, *read.offset()), (value, offset));
        // chrono agrees, for the years that RFC 3339 has.
        if second < 253_402_300_000 {
            prop_assert_eq!(DateTime::parse_from_rfc3339(json.trim_matches('"')), Ok(value));
        }
    }

    #[test]
    fn any_text_is_a_value_or_an_error(text in "[-+0-9:.TZ]{0,30}|2012-09-03T\\PC{0,12}") {
        if let Ok(value) = parse(&text) {
            let written = try_text(|out| write_literal(&value, out)).unwrap();
            prop_assert!(parse(&written).is_ok());
        }
    }

    #[test]
    fn any_value_is_written_or_an_error(second in any::<i64>(), nano in 0..2_000_000_000_u32, offset in -86_399..86_399_i32) {
        let offset = FixedOffset::east_opt(offset).unwrap();
        if let Some(value) = DateTime::from_timestamp(second % 9_000_000_000_000, nano) {
            let _ = try_text(|out| write_json(&value.with_timezone(&offset), out));
        }
    }
}
