//! `Edm.Date` and `Edm.TimeOfDay`.

use super::{malformed, out_of_range, try_text};
use crate::edm::{date, time_of_day};
use chrono::{Datelike, NaiveDate, NaiveTime};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn time(hour: u32, minute: u32, second: u32, nano: u32) -> NaiveTime {
    NaiveTime::from_hms_nano_opt(hour, minute, second, nano).unwrap()
}

#[test]
fn dates_of_the_abnf() {
    for (text, value) in [
        ("2012-09-03", day(2012, 9, 3)),
        ("2012-09-10", day(2012, 9, 10)),
        ("0001-01-01", day(1, 1, 1)),
        ("2024-02-29", day(2024, 2, 29)),
        ("10000-04-01", day(10_000, 4, 1)),
        ("262142-12-31", NaiveDate::MAX),
    ] {
        assert_eq!(date::parse(text), Ok(value));
        assert_eq!(
            try_text(|out| date::write_literal(value, out)).as_deref(),
            Ok(text)
        );
        assert_eq!(
            try_text(|out| date::write_json(value, out)),
            Ok(format!("\"{text}\""))
        );
    }
    out_of_range(
        date::parse,
        &[
            "0000-01-01",
            "-10000-04-01",
            "-0001-01-01",
            "262143-01-01",
            "99999999999999999999-01-01",
        ],
    );
    malformed(
        date::parse,
        &[
            "",
            "-INF",
            "INF",
            "2012",
            "2012-09",
            "2012-9-3",
            "12-09-03",
            "02012-09-03",
            "+2012-09-03",
            "2012-13-01",
            "2012-00-01",
            "2012-01-00",
            "2012-01-32",
            "2023-02-29",
            "2012-04-31",
            "2012-09-03Z",
            "2012/09/03",
            "20120903",
            " 2012-09-03",
            "2012-09-03T00:00:00Z",
            "2012-09-0३",
            "0000-13-01",
        ],
    );
}

#[test]
fn dates_before_year_1_are_not_written() {
    for value in [day(0, 12, 31), day(-1, 1, 1), NaiveDate::MIN] {
        let error = try_text(|out| date::write_json(value, out)).unwrap_err();
        assert_eq!(error.kind(), crate::edm::ValueErrorKind::OutOfRange);
        assert!(try_text(|out| date::write_literal(value, out)).is_err());
    }
}

#[test]
fn times_of_the_abnf() {
    for (text, value, written) in [
        ("11:22:33", time(11, 22, 33, 0), "11:22:33"),
        ("11:22", time(11, 22, 0, 0), "11:22:00"),
        (
            "11:22:33.4444444",
            time(11, 22, 33, 444_444_400),
            "11:22:33.4444444",
        ),
        (
            "11:59:24.7240000",
            time(11, 59, 24, 724_000_000),
            "11:59:24.7240000",
        ),
        ("11:59:24.724", time(11, 59, 24, 724_000_000), "11:59:24.7240000"),
        ("00:00:00.000000000000", time(0, 0, 0, 0), "00:00:00"),
        (
            "23:59:59.999999999000",
            time(23, 59, 59, 999_999_999),
            "23:59:59.9999999",
        ),
        ("23:59:59.000000099", time(23, 59, 59, 99), "23:59:59"),
    ] {
        assert_eq!(time_of_day::parse(text), Ok(value));
        assert_eq!(
            try_text(|out| time_of_day::write_literal(value, out)).as_deref(),
            Ok(written)
        );
        assert_eq!(
            try_text(|out| time_of_day::write_json(value, out)),
            Ok(format!("\"{written}\""))
        );
    }
    out_of_range(
        time_of_day::parse,
        &[
            "23:59:60",
            "11:22:60.5",
            "11:22:33.0000000001",
            "11:22:33.123456789012",
        ],
    );
    malformed(
        time_of_day::parse,
        &[
            "",
            "24:00:00",
            "24:00",
            "11",
            "11:",
            "11:22:",
            "1:22",
            "11:60",
            "11:22:61",
            "11:22:33.",
            "-11:22",
            "11%3A22%3a33",
            "11:22:33.1234567890123",
            "11:22:33Z",
            "11:22:33,5",
            "112233",
            "11:22:33.5 ",
        ],
    );
}

#[test]
fn leap_seconds_are_not_written() {
    let error = try_text(|out| time_of_day::write_json(time(23, 59, 59, 1_500_000_000), out)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Edm.TimeOfDay out of range \"23:59:60.500\": OData has no leap seconds"
    );
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Fields {
    #[serde(with = "crate::edm::date")]
    date: NaiveDate,
    #[serde(default, with = "crate::edm::time_of_day")]
    time: Option<NaiveTime>,
}

#[test]
fn fields() {
    let json = r#"{"date":"2012-09-03","time":"12:00:05.5020000"}"#;
    let fields: Fields = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&fields).unwrap(), json);
    let fields: Fields = serde_json::from_str(r#"{"date":"2012-09-03"}"#).unwrap();
    assert_eq!(
        serde_json::to_string(&fields).unwrap(),
        r#"{"date":"2012-09-03","time":null}"#
    );
    let error = serde_json::from_str::<Fields>(r#"{"date":"2012-9-3"}"#)
        .unwrap_err()
        .to_string();
    assert!(error.starts_with("malformed Edm.Date \"2012-9-3\""), "{error}");
    let error = serde_json::from_str::<Fields>(r#"{"date":20120903}"#)
        .unwrap_err()
        .to_string();
    assert!(error.contains("a JSON string that holds an Edm.Date"), "{error}");
}

proptest! {
    #[test]
    fn dates_read_back(days in 1..=NaiveDate::MAX.num_days_from_ce()) {
        let value = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
        let json = try_text(|out| date::write_json(value, out)).unwrap();
        prop_assert!(json.len() <= date::JSON_LEN_MAX);
        prop_assert_eq!(date::parse(json.trim_matches('"')), Ok(value));
    }

    #[test]
    fn times_read_back_to_the_tick(second in 0..86_400_u32, tick in 0..10_000_000_u32) {
        let value = NaiveTime::from_num_seconds_from_midnight_opt(second, tick * 100).unwrap();
        let json = try_text(|out| time_of_day::write_json(value, out)).unwrap();
        prop_assert!(json.len() <= time_of_day::JSON_LEN_MAX);
        prop_assert_eq!(time_of_day::parse(json.trim_matches('"')), Ok(value));
    }

    #[test]
    fn any_text_is_a_value_or_an_error(text in "[-0-9:.TZ]{0,20}|\\PC{0,12}") {
        let _ = (date::parse(&text), time_of_day::parse(&text));
    }
}
