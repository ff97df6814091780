//! The integer and floating-point types.

use super::{malformed, out_of_range, text};
use crate::edm::{byte, double, int16, int32, int64, sbyte, single};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

/// The texts that a type's writers make of a value.
macro_rules! written {
    ($module:ident, $value:expr) => {{
        let value = $value;
        let json = text(|out| $module::write_json(value, out));
        prop_assert_eq!(&json, &serde_json::to_string(&value).unwrap());
        prop_assert!(json.len() <= $module::JSON_LEN_MAX, "{} is too long", json);
        prop_assert_eq!(&text(|out| $module::write_literal(value, out)), &json);
        json
    }};
}

proptest! {
    #[test]
    fn integers_are_written_as_serde_json_does(value in any::<i64>()) {
        prop_assert_eq!(int64::parse(&written!(int64, value)), Ok(value));
        written!(int32, value as i32);
        written!(int16, value as i16);
        written!(sbyte, value as i8);
        written!(byte, value as u8);
    }

    #[test]
    fn floats_read_back(value in any::<f64>(), narrow in any::<f32>()) {
        prop_assert_eq!(double::parse(&written!(double, value)), Ok(value));
        prop_assert_eq!(single::parse(&written!(single, narrow)), Ok(narrow));
    }

    #[test]
    fn any_text_is_a_number_or_an_error(text in "[-+0-9.eEINF]{0,12}|\\PC{0,8}") {
        let _ = (double::parse(&text), single::parse(&text));
        if let Some(value) = int64::parse(&text).ok().and_then(|value| i32::try_from(value).ok()) {
            prop_assert_eq!(double::parse(&text), Ok(f64::from(value)));
        }
    }
}

#[test]
fn the_forms_of_64_bit_integers() {
    assert_eq!(int64::parse("1234567890123456789"), Ok(1_234_567_890_123_456_789));
    assert_eq!(int64::parse("-9223372036854775808"), Ok(i64::MIN));
    out_of_range(
        int64::parse,
        &[
            "9223372036854775808",
            "-9223372036854775809",
            "18446744073709551616",
        ],
    );
    malformed(
        int64::parse,
        &[
            "",
            "-",
            "--1",
            "+-1",
            "1-",
            "1,000",
            "1.0",
            "1e2",
            " 1",
            "1 ",
            "0x1",
            "١",
            "INF",
            "00000000000000000001",
        ],
    );
    assert_eq!(
        int64::parse("9223372036854775808").unwrap_err().to_string(),
        "Edm.Int64 out of range \"9223372036854775808\": \
         Edm.Int64 holds -9223372036854775808 to 9223372036854775807"
    );
}

#[test]
fn the_forms_of_doubles() {
    for (form, value) in [
        ("3.25", 3.25),
        ("-0.325e1", -3.25),
        ("+42", 42.0),
        ("-2", -2.0),
        ("0123456789", 123_456_789.0),
        ("1E+3", 1000.0),
        ("1e-101", 1e-101),
        ("1e-400", 0.0),
        ("INF", f64::INFINITY),
        ("-INF", f64::NEG_INFINITY),
    ] {
        assert_eq!(double::parse(form), Ok(value), "{form}");
    }
    assert!(double::parse("NaN").unwrap().is_nan());
    assert_eq!(single::parse("+0.325e+1"), Ok(3.25));
    out_of_range(double::parse, &["1e309", "-1e309", "2e308"]);
    out_of_range(single::parse, &["1e39", "-3.5e38"]);
    let forms = [
        "42.",
        ".1",
        "-0.314e1e2",
        "",
        "-",
        "e5",
        "1e",
        "1e+",
        "inf",
        "+INF",
        "nan",
        "infinity",
        "1_0",
        "0x1",
    ];
    malformed(double::parse, &forms);
    malformed(single::parse, &forms);
}

#[test]
fn floats_that_are_no_numbers_are_json_strings() {
    for (value, name) in [
        (f64::INFINITY, "INF"),
        (f64::NEG_INFINITY, "-INF"),
        (f64::NAN, "NaN"),
        (-f64::NAN, "NaN"),
    ] {
        assert_eq!(text(|out| double::write_json(value, out)), format!("\"{name}\""));
        assert_eq!(text(|out| double::write_literal(value, out)), name);
        assert_eq!(text(|out| double::write_key(value, out)), name);
    }
    assert_eq!(text(|out| single::write_json(f32::NEG_INFINITY, out)), "\"-INF\"");
    assert_eq!(text(|out| double::write_json(1.0, out)), "1.0");
    assert_eq!(text(|out| double::write_json(-0.0, out)), "-0.0");
    assert_eq!(text(|out| single::write_json(0.1, out)), "0.1");
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Fields {
    #[serde(with = "crate::edm::double")]
    double: f64,
    #[serde(default, with = "crate::edm::double")]
    optional: Option<f64>,
    #[serde(default, with = "crate::edm::single")]
    singles: Vec<f32>,
    #[serde(with = "crate::edm::int64")]
    int: i64,
    #[serde(default, with = "crate::edm::int64")]
    ints: Vec<Option<i64>>,
}

#[test]
fn fields_read_strings_and_integers() {
    let read = |json: &str| serde_json::from_str::<Fields>(json).map_err(|error| error.to_string());
    let fields =
        read(r#"{"double":-3,"optional":"INF","singles":[1,0.5,"-INF"],"int":"-5","ints":[1,null,"2"]}"#)
            .unwrap();
    assert_eq!(
        fields,
        Fields {
            double: -3.0,
            optional: Some(f64::INFINITY),
            singles: vec![1.0, 0.5, f32::NEG_INFINITY],
            int: -5,
            ints: vec![Some(1), None, Some(2)],
        }
    );
    assert_eq!(
        serde_json::to_string(&fields).unwrap(),
        r#"{"double":-3.0,"optional":"INF","singles":[1.0,0.5,"-INF"],"int":-5,"ints":[1,null,2]}"#
    );
    let fields = read(r#"{"double":18446744073709551615,"optional":null,"int":7}"#).unwrap();
    assert_eq!(
        (fields.double, fields.optional, fields.int),
        (18_446_744_073_709_551_615.0, None, 7)
    );

    for (json, message) in [
        (r#"{"double":"inf","int":1}"#, "malformed Edm.Double \"inf\""),
        (r#"{"double":true,"int":1}"#, "an Edm.Double as a JSON number"),
        (r#"{"double":null,"int":1}"#, "an Edm.Double as a JSON number"),
        (
            r#"{"double":1,"singles":[1e39],"int":1}"#,
            "Edm.Single out of range \"1e+39\"",
        ),
        (
            r#"{"double":1,"int":9223372036854775808}"#,
            "Edm.Int64 out of range",
        ),
        (
            r#"{"double":1,"int":"9223372036854775808"}"#,
            "Edm.Int64 out of range",
        ),
        (
            r#"{"double":1,"int":1.5}"#,
            "an Edm.Int64 as a JSON number or string",
        ),
    ] {
        let error = read(json).unwrap_err();
        assert!(error.contains(message), "{error}");
    }
}

proptest! {
    #[test]
    fn fields_read_back(double in any::<f64>(), optional in any::<Option<f64>>(), single in any::<f32>(), int in any::<i64>()) {
        let fields = Fields { double, optional, singles: vec![single], int, ints: vec![] };
        let json = serde_json::to_string(&fields).unwrap();
        prop_assert_eq!(serde_json::from_str::<Fields>(&json).unwrap(), fields);
    }
}

#[test]
fn numbers_come_as_text_where_serde_json_has_arbitrary_precision() {
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error, MapDeserializer};

    let map = |name: &'static str, text: &'static str| {
        MapDeserializer::<_, Error>::new([(name, text)].into_iter()).into_deserializer()
    };
    let number = "$serde_json::private::Number";
    assert_eq!(double::deserialize::<f64, _>(map(number, "1.5")), Ok(1.5));
    assert_eq!(single::deserialize::<f32, _>(map(number, "-2")), Ok(-2.0));
    assert_eq!(int64::deserialize::<i64, _>(map(number, "7")), Ok(7));
    assert!(int64::deserialize::<i64, _>(map(number, "7.5")).is_err());
    for result in [
        double::deserialize::<f64, _>(map("a", "1.5")).map(|_| ()),
        int64::deserialize::<i64, _>(map("a", "1")).map(|_| ()),
    ] {
        assert!(result.unwrap_err().to_string().starts_with("invalid type: map"));
    }
}

#[test]
fn int64_as_a_string() {
    for value in [0, i64::MIN, i64::MAX] {
        let json = text(|out| int64::write_json_ieee754(value, out));
        assert_eq!(json, format!("\"{value}\""));
        assert!(json.len() <= int64::JSON_LEN_MAX);
    }
}
