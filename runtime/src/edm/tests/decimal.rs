//! `Edm.Decimal`.

use super::{malformed, out_of_range, text};
use crate::edm::decimal::{JSON_LEN_MAX, parse, write_json, write_json_ieee754, write_literal};
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

#[test]
fn numbers_of_the_abnf() {
    for (form, written) in [
        ("3.14", "3.14"),
        ("-1.234567e3", "-1234.567"),
        ("-2", "-2"),
        ("+42", "42"),
        ("1.10", "1.10"),
        ("0.00", "0.00"),
        ("-0", "0"),
        ("007", "7"),
        ("1E2", "100"),
        ("1e+2", "100"),
        ("15e-1", "1.5"),
        ("0e99999999999999999999", "0"),
        ("0.0e-5", "0"),
        ("1e28", "10000000000000000000000000000"),
        ("1e-28", "0.0000000000000000000000000001"),
        ("10e-29", "0.0000000000000000000000000001"),
        ("79228162514264337593543950335", "79228162514264337593543950335"),
        (
            "79228162514264337593543950335.000",
            "79228162514264337593543950335",
        ),
        (
            "79228162514264337593543950335.0000000000000000000000000000000000",
            "79228162514264337593543950335",
        ),
        ("-79228162514264337593543950335", "-79228162514264337593543950335"),
        (
            "0.10000000000000000000000000000000000000",
            "0.1000000000000000000000000000",
        ),
        ("1234567890123456789.10", "1234567890123456789.10"),
    ] {
        let value = parse(form).unwrap();
        assert_eq!(text(|out| write_json(value, out)), written, "{form}");
        assert_eq!(text(|out| write_literal(value, out)), written);
        assert_eq!(
            text(|out| write_json_ieee754(value, out)),
            format!("\"{written}\"")
        );
    }
    malformed(
        parse,
        &[
            "42.", ".1", "", "-", "1e", "1e2e3", "1,5", "inf", "+INF", "1_000", " 1", "0x1", "'1'",
        ],
    );
    out_of_range(
        parse,
        &[
            "INF",
            "-INF",
            "NaN",
            "1e-101",
            "1e29",
            "79228162514264337593543950336",
            "1e-29",
            "1e99999999999999999999",
            "1e-99999999999999999999",
            "1e9223372036854775807",
            "1.5e-9223372036854775807",
            "1.0000000000000000000000000000000001",
            "123456789012345678901234567890123456789012345678901234567890",
        ],
    );
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Fields {
    #[serde(with = "crate::edm::decimal")]
    amount: Decimal,
    #[serde(
        default,
        with = "crate::edm::decimal",
        skip_serializing_if = "Option::is_none"
    )]
    reduced: Option<Decimal>,
    #[serde(default, with = "crate::edm::decimal", skip_serializing_if = "Vec::is_empty")]
    steps: Vec<Decimal>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Flattened {
    #[serde(flatten)]
    fields: Fields,
}

fn read<'de, T: Deserialize<'de>>(json: &'de str) -> Result<T, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

#[test]
fn fields_keep_all_digits() {
    let json = r#"{"amount":79228162514264337593543950335,"reduced":-0.1234567890123456789012345678,"steps":[1.10,2]}"#;
    let fields: Fields = read(json).unwrap();
    assert_eq!(serde_json::to_string(&fields).unwrap(), json);
    let strings = r#"{"amount":"79228162514264337593543950335","reduced":"-0.1234567890123456789012345678","steps":["1.10",2]}"#;
    assert_eq!(read(strings), Ok(fields));
    let fields: Fields = read(r#"{ "amount" : 1.5E+3 , "reduced" : null }"#).unwrap();
    assert_eq!(
        fields,
        Fields {
            amount: Decimal::from(1500),
            reduced: None,
            steps: vec![]
        }
    );

    for (json, message) in [
        (r#"{"amount":1e29}"#, "Edm.Decimal out of range \"1e29\""),
        (r#"{"amount":"INF"}"#, "Edm.Decimal out of range \"INF\""),
        (r#"{"amount":"1.5."}"#, "malformed Edm.Decimal \"1.5.\""),
        (r#"{"amount":null}"#, "malformed Edm.Decimal \"null\""),
        (r#"{"amount":[1]}"#, "malformed Edm.Decimal \"[1]\""),
        (r#"{"amount":{"a":1}}"#, "malformed Edm.Decimal"),
    ] {
        let error = read::<Fields>(json).unwrap_err();
        assert!(error.starts_with(message), "{error}");
    }
}

#[test]
fn flattened_fields_keep_them_or_fail() {
    let fields: Flattened =
        read(r#"{"amount":0.00123,"reduced":"1234567890123456789.10","steps":[7,-7,1000.0,1e3]}"#).unwrap();
    assert_eq!(
        serde_json::to_string(&fields).unwrap(),
        r#"{"amount":0.00123,"reduced":1234567890123456789.10,"steps":[7,-7,1000,1000]}"#
    );
    assert!(read::<Flattened>(r#"{"amount":0.123456789012345}"#).is_ok());
    for (json, message) in [
        (r#"{"amount":0.1234567890123456}"#, "digits may have been lost"),
        (r#"{"amount":1234567890123456789.5}"#, "digits may have been lost"),
        (
            r#"{"amount":{"a":"1"}}"#,
            "an Edm.Decimal as a JSON number or string",
        ),
        (r#"{"amount":{}}"#, "an Edm.Decimal as a JSON number or string"),
        (r#"{"amount":true}"#, "an Edm.Decimal as a JSON number or string"),
        (r#"{"amount":1e300}"#, "out of range"),
    ] {
        let error = read::<Flattened>(json).unwrap_err();
        assert!(error.contains(message), "{error}");
    }
}

#[test]
fn reads_values_of_serde_json() {
    let fields: Fields =
        serde_json::from_value(serde_json::json!({"amount": 0.1, "reduced": "1.10"})).unwrap();
    assert_eq!(
        (fields.amount, fields.reduced),
        (Decimal::new(1, 1), Some(Decimal::new(110, 2)))
    );
    // It holds numbers as doubles: what they may have lost is an error, in zeros before the point too.
    for json in [
        "0.1234567890123456",
        "125672547.27077765",
        "5108276077421349.76",
        "123456789012345678901",
    ] {
        let value = serde_json::from_str(&format!("{{\"amount\":{json}}}")).unwrap();
        let error = serde_json::from_value::<Fields>(value).unwrap_err().to_string();
        assert!(error.contains("digits may have been lost"), "{json}: {error}");
    }
}

proptest! {
    #[test]
    fn values_read_back(low in any::<u32>(), mid in any::<u32>(), high in any::<u32>(), negative: bool, scale in 0..=28_u32) {
        let value = Decimal::from_parts(low, mid, high, negative, scale);
        let json = text(|out| write_json(value, out));
        prop_assert!(json.len() + 2 <= JSON_LEN_MAX);
        let read = parse(&json).unwrap();
        prop_assert_eq!((read, read.scale()), (value, value.scale()));
        prop_assert_eq!(parse(&text(|out| write_literal(value, out))), Ok(value));
        let fields: Fields = serde_json::from_str(&format!("{{\"amount\":{json},\"reduced\":\"{json}\"}}")).unwrap();
        prop_assert_eq!((fields.amount, fields.reduced), (value, Some(value)));
    }

    #[test]
    fn any_text_is_a_value_or_an_error(text in "-?[0-9]{0,32}\\.?[0-9]{0,32}(e[-+]?[0-9]{0,20})?|\\PC{0,8}") {
        if let Ok(value) = parse(&text) {
            let exact = text.parse::<f64>().unwrap();
            let read = value.to_string().parse::<f64>().unwrap();
            prop_assert!((exact - read).abs() <= exact.abs() * 1e-15, "{} reads as {}", text, value);
        }
    }
}
