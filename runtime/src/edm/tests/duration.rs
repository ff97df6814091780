//! `Edm.Duration`.

use super::{malformed, out_of_range, text};
use crate::edm::duration::{JSON_LEN_MAX, parse, write_json, write_key, write_literal};
use crate::edm::{Duration, ValueErrorKind};
use chrono::TimeDelta;
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

fn key(value: Duration) -> String {
    text(|out| write_key(value, out))
}

#[test]
fn canonical_forms_come_back_as_they_are() {
    for form in [
        "PT0S",
        "P1D",
        "-P1D",
        "PT1H",
        "PT1M",
        "PT1S",
        "P1DT2H",
        "P1DT1S",
        "PT1H1S",
        "-P1DT2H3M4.5S",
        "PT0.0000001S",
        "-PT3M22.1587532S",
        "PT35.0018757S",
        "-PT17.1357909S",
        "PT3M29.6631862S",
        "-P6DT23H59M59.9999S",
        "P10675199DT2H48M5.4775807S",
        "-P10675199DT2H48M5.4775808S",
    ] {
        let value = parse(form).unwrap();
        assert_eq!(key(value), form);
        assert_eq!(value.to_string(), form);
        assert_eq!(text(|out| write_json(value, out)), format!("\"{form}\""));
        let literal = text(|out| write_literal(value, out));
        assert_eq!(literal, format!("duration'{form}'"));
    }
}

#[test]
fn other_forms_of_the_same_value() {
    for (form, canonical) in [
        ("PT36H", "P1DT12H"),
        ("PT90M", "PT1H30M"),
        ("PT86400S", "P1D"),
        ("P0D", "PT0S"),
        ("-PT0S", "PT0S"),
        ("PT0H0M0.0S", "PT0S"),
        ("P0007D", "P7D"),
        ("PT1.5000000000S", "PT1.5S"),
        ("pt1h2m3.5s", "PT1H2M3.5S"),
        ("p1dt1h", "P1DT1H"),
        ("PT256204778H", "P10675199DT2H"),
    ] {
        assert_eq!(key(parse(form).unwrap()), canonical);
    }
    assert_eq!(parse("PT36H"), parse("P1DT12H"));
}

#[test]
fn texts_that_are_no_duration() {
    malformed(
        parse,
        &[
            "",
            "P",
            "-P",
            "PT",
            "P1DT",
            "1D",
            "T1H",
            "P1",
            "PT1",
            "P1H",
            "PT1D",
            "P1W",
            "P1Y",
            "P1M",
            "P1Y6DT23H59M59.9999S",
            "P1M6DT23H59M59.9999S",
            "+P6DT23H59M59.9999S",
            "P-1D",
            "PT-1S",
            "--P1D",
            "P1.5D",
            "PT1.5H",
            "PT1.S",
            "PT.5S",
            "PT1,5S",
            "PT1M1H",
            "PT1S1M",
            "PT1H1H",
            "P1D1H",
            "PT1S ",
            " PT1S",
            "P1 D",
            "PT1H2",
            "INF",
            "P1DT1HZ",
        ],
    );
    out_of_range(
        parse,
        &[
            "PT0.00000001S",
            "PT1.12345678S",
            "P10675199DT2H48M5.4775808S",
            "-P10675199DT2H48M5.4775809S",
            "P10675200D",
            "P99999999999999999999999D",
            "-PT18446744073709551615S",
            "PT256204779H",
        ],
    );
    assert_eq!(
        parse("P2W").unwrap_err().to_string(),
        "malformed Edm.Duration \"P2W\": a duration is `[-]P[nD][T[nH][nM][n[.n]S]]`, such as P1DT12H: \
         no years, months or weeks, and no `+`"
    );
}

#[test]
fn parts_have_the_sign_of_the_value() {
    let value = parse("-P1DT2H3M4.5S").unwrap();
    assert!(value.is_negative());
    assert_eq!(
        (value.days(), value.hours(), value.minutes(), value.seconds()),
        (-1, -2, -3, -4)
    );
    assert_eq!(value.subsec_ticks(), -5_000_000);
    assert_eq!(value.ticks(), -937_845_000_000);
}

#[test]
fn constructors_know_the_range() {
    assert_eq!(Duration::try_days(1), Duration::try_hours(24));
    assert_eq!(Duration::try_minutes(-1), Duration::try_seconds(-60));
    assert_eq!(Duration::try_days(10_675_200), None);
    assert_eq!(Duration::try_seconds(i64::MAX), None);
    assert_eq!(
        Duration::try_days(1)
            .and_then(|day| day.checked_add(Duration::from_ticks(1)))
            .map(key)
            .as_deref(),
        Some("P1DT0.0000001S")
    );
    assert_eq!(Duration::MAX.checked_add(Duration::from_ticks(1)), None);
    assert_eq!(Duration::default(), Duration::ZERO);
    assert!(Duration::MIN < Duration::ZERO && Duration::ZERO < Duration::MAX);
    assert_eq!(
        format!("{:?}|{:>6}", Duration::ZERO, Duration::ZERO),
        "Duration(PT0S)|  PT0S"
    );
}

#[test]
fn conversions_refuse_what_they_cannot_keep() {
    let range = |result: Result<Duration, crate::edm::ValueError>| {
        assert_eq!(result.unwrap_err().kind(), ValueErrorKind::OutOfRange);
    };
    range(Duration::try_from(TimeDelta::nanoseconds(150)));
    range(Duration::try_from(TimeDelta::MAX));
    range(Duration::try_from(TimeDelta::MIN));
    range(Duration::try_from(std::time::Duration::MAX));
    range(Duration::try_from(std::time::Duration::from_nanos(1)));
    let negative = std::time::Duration::try_from(Duration::from_ticks(-1)).unwrap_err();
    assert_eq!(negative.kind(), ValueErrorKind::OutOfRange);
    assert!(std::time::Duration::try_from(Duration::MIN).is_err());
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Fields {
    period: Duration,
    #[serde(default)]
    grace: Option<Duration>,
}

#[test]
fn fields() {
    let fields: Fields = serde_json::from_str(r#"{"period":"-PT3M22.1587532S"}"#).unwrap();
    assert_eq!(
        serde_json::to_string(&fields).unwrap(),
        r#"{"period":"-PT3M22.1587532S","grace":null}"#
    );
    let error = serde_json::from_str::<Fields>(r#"{"period":"P1W"}"#)
        .unwrap_err()
        .to_string();
    assert!(error.starts_with("malformed Edm.Duration \"P1W\""), "{error}");
    let error = serde_json::from_str::<Fields>(r#"{"period":60}"#)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("a JSON string that holds an Edm.Duration"),
        "{error}"
    );
}

proptest! {
    #[test]
    fn values_read_back(ticks in prop_oneof![any::<i64>(), -100_000_000_000_000..100_000_000_000_000_i64]) {
        let value = Duration::from_ticks(ticks);
        let json = text(|out| write_json(value, out));
        prop_assert!(json.len() <= JSON_LEN_MAX);
        prop_assert_eq!(serde_json::from_str::<Duration>(&json).unwrap(), value);
        prop_assert_eq!(parse(&key(value)), Ok(value));
        prop_assert_eq!(parse(super::unquoted("duration", &text(|out| write_literal(value, out)))), Ok(value));
        prop_assert_eq!(Duration::try_from(TimeDelta::from(value)), Ok(value));
        if ticks >= 0 {
            let std = std::time::Duration::try_from(value).unwrap();
            prop_assert_eq!(Duration::try_from(std), Ok(value));
        }
    }

    #[test]
    fn any_text_is_a_value_or_an_error(text in "-?P?[0-9.DTHMS]{0,16}|\\PC{0,12}") {
        if let Ok(value) = parse(&text) {
            prop_assert_eq!(parse(&key(value)), Ok(value));
        }
    }
}
