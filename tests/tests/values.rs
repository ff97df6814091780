//! Any value of each Edm type, written by a patch, as a key and as a literal, reads back as the same value.

use std::fmt::Debug;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};
use odata_entity::edm::{Binary, Duration};
use odata_entity::{EdmValue, Entity, EntityPath, EnumType, Error, Flags, FromResponse, Key, Single};
use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "n.level")]
enum Level {
    Low,
    High,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "n.rights", flags)]
enum Right {
    None,
    Read,
    Write,
    #[odata(value = 8)]
    Share,
    #[odata(other)]
    Other(String),
}

/// A newtype of the user's.
#[derive(Debug, Clone, PartialEq, Deserialize, EdmValue)]
#[serde(transparent)]
struct Minutes(i64);

/// A property of each type, read as an entity is: by serde, with the project's modules where serde's own reading falls
/// short of OData.
#[derive(Debug, Clone, Default, Entity)]
#[odata(
    type = "n.values",
    type_tag = "never",
    path(
        plain = "/sets/{key}",
        quoted = "/sets('{key}')",
        typed = "/sets({key})",
        named = "/sets(key={key})"
    )
)]
struct Values {
    string: Option<String>,
    boolean: Option<bool>,
    byte: Option<u8>,
    sbyte: Option<i8>,
    int16: Option<i16>,
    int32: Option<i32>,
    int64: Option<i64>,
    single: Option<f32>,
    double: Option<f64>,
    decimal: Option<Decimal>,
    date_time: Option<DateTime<FixedOffset>>,
    utc: Option<DateTime<Utc>>,
    exact: Option<DateTime<FixedOffset>>,
    date: Option<NaiveDate>,
    time: Option<NaiveTime>,
    duration: Option<Duration>,
    guid: Option<Uuid>,
    binary: Option<Binary>,
    level: Option<Level>,
    rights: Option<Flags<Right>>,
    minutes: Option<Minutes>,
    strings: Option<Vec<String>>,
    int64s: Option<Vec<i64>>,
    dates: Option<Vec<Option<NaiveDate>>>,
    any: Option<Value>,
}

/// The same as a base: serde reads flattened fields in two steps.
#[derive(Debug, Clone, Entity)]
#[odata(type = "n.derived", path = "/sets/{key}")]
struct Derived {
    #[serde(flatten)]
    #[odata(base)]
    base: Values,
}

/// The same in a union, which is read in two steps too.
#[derive(Debug, Clone, Entity)]
#[odata(type = "n.values", path = "/sets/{key}")]
enum Union {
    Values(Values),
}

/// What is read of a patch's body: with numbers as JSON's and as strings; as it is, as a base, and in a union.
fn through_json(patch: &ValuesPatch) -> Vec<Values> {
    let path = Values::plain("1");
    let bodies = [path.clone(), path.ieee754_compatible()]
        .map(|path| path.patch(patch).to_http("https://x").unwrap().into_body());
    let [numbers, strings] = bodies.each_ref().map(|body| || http::Response::new(body.clone()));
    let derived = |answer| Derived::path("1").get().read(answer).map(|derived| derived.base);
    let united = |answer| {
        Union::path("1")
            .get()
            .read(answer)
            .map(|Union::Values(united)| united)
    };
    let mut out = vec![
        Values::plain("1").get().read(numbers()).unwrap(),
        Values::plain("1").get().read(strings()).unwrap(),
        derived(strings()).unwrap(),
        united(strings()).unwrap(),
    ];
    // Between the two steps a number with a fraction is a double, which keeps 15 digits of a decimal.
    let digits = |value: &Decimal| value.mantissa().unsigned_abs().to_string().len();
    if patch.decimal.as_set().is_none_or(|value| digits(value) <= 15) {
        out.extend([derived(numbers()).unwrap(), united(numbers()).unwrap()]);
    }
    out
}

/// The key in the last segment of a path, percent-decoded; what is around it is cut off.
fn key_of(path: &EntityPath<Values>, before: &str, after: &str) -> Option<String> {
    let path = path.as_str().ok()?;
    assert!(path.is_ascii() && !path.contains(['?', '#']), "{path}");
    let key = path.strip_prefix(before).unwrap().strip_suffix(after).unwrap();
    assert!(!key.contains('/'), "{path}");
    Some(percent_decode_str(key).decode_utf8().unwrap().into_owned())
}

fn literal_of(value: &impl EdmValue) -> String {
    let mut out = Vec::new();
    value.write_literal(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// What is between the quotes of a literal, behind whatever prefix it has; the literal itself if it has none.
fn content(literal: &str) -> String {
    let quoted = literal
        .split_once('\'')
        .and_then(|(_, rest)| rest.strip_suffix('\''));
    quoted.unwrap_or(literal).replace("''", "'")
}

/// The value that JSON has as this text: as a number or truth value where the type is one and the text is JSON, else as a string.
fn read<T: EdmValue>(text: &str) -> Result<T, Error> {
    let types = [
        "Boolean", "Byte", "SByte", "Int16", "Int32", "Int64", "Single", "Double", "Decimal",
    ];
    let is_bare = T::EDM
        .name
        .strip_prefix("Edm.")
        .is_some_and(|name| types.contains(&name));
    let json = match is_bare && serde_json::from_str::<Value>(text).is_ok() {
        true => text.to_owned(),
        false => serde_json::to_string(text).unwrap(),
    };
    Single::from_response(http::Response::new(format!("{{\"value\":{json}}}").into_bytes()))
        .map(Single::into_inner)
}

/// The value as a key of each form, and as a literal.
fn through_url<T: EdmValue + Key + Debug>(value: &T) {
    let same = |text: &str| {
        let read = read::<T>(text);
        assert!(
            read.as_ref().is_ok_and(|read| read.same(value)),
            "{text:?} {read:?} {value:?}"
        );
    };
    if let Some(key) = key_of(&Values::plain(value), "/sets/", "") {
        same(&key);
    }
    if let Some(key) = key_of(&Values::quoted(value), "/sets('", "')") {
        same(&key.replace("''", "'"));
    }
    if let Some(key) = key_of(&Values::typed(value), "/sets(", ")") {
        same(&content(&key));
    }
    if let Some(key) = key_of(&Values::named(value), "/sets(key=", ")") {
        same(&content(&key));
    }
    same(&content(&literal_of(value)));
}

/// A test for each type.
macro_rules! round_trips {
    ($($name:ident: $ty:ty = $strategy:expr;)+) => {
        proptest! {$(
            #[test]
            fn $name(value in $strategy) {
                let value: $ty = value;
                for read in through_json(&Values::patch().$name(value.clone())) {
                    prop_assert!(read.$name.as_ref().is_some_and(|read| read.same(&value)), "{read:?} {value:?}");
                }
                through_url(&value);
            }
        )+}
    };
}

fn date_times() -> impl Strategy<Value = DateTime<FixedOffset>> {
    // From year 1 to year 9999, to 100 ns, in any offset that OData has.
    (
        -62_135_510_400_i64..253_402_214_400,
        0..10_000_000_u32,
        -14 * 60..=14 * 60,
    )
        .prop_map(|(seconds, ticks, minutes)| {
            let offset = FixedOffset::east_opt(minutes * 60).unwrap();
            DateTime::from_timestamp(seconds, ticks * 100)
                .unwrap()
                .with_timezone(&offset)
        })
}

fn dates() -> impl Strategy<Value = NaiveDate> {
    (0..3_652_059_i64).prop_map(|days| NaiveDate::from_ymd_opt(1, 1, 1).unwrap() + TimeDelta::days(days))
}

fn times() -> impl Strategy<Value = NaiveTime> {
    (0..86_400_u32, 0..10_000_000_u32).prop_map(|(seconds, ticks)| {
        NaiveTime::from_num_seconds_from_midnight_opt(seconds, ticks * 100).unwrap()
    })
}

round_trips! {
    string: String = any::<String>();
    boolean: bool = any::<bool>();
    byte: u8 = any::<u8>();
    sbyte: i8 = any::<i8>();
    int16: i16 = any::<i16>();
    int32: i32 = any::<i32>();
    int64: i64 = any::<i64>();
    single: f32 = proptest::num::f32::ANY;
    double: f64 = proptest::num::f64::ANY;
    decimal: Decimal = (any::<i128>(), 32..=120, 0..=28_u32).prop_map(|(digits, shift, scale)| {
        // A double between text and value keeps no zeros at the end.
        Decimal::from_i128_with_scale(digits >> shift, scale).normalize()
    });
    date_time: DateTime<FixedOffset> = date_times();
    utc: DateTime<Utc> = date_times().prop_map(|value| value.to_utc());
    exact: DateTime<FixedOffset> = date_times();
    date: NaiveDate = dates();
    time: NaiveTime = times();
    duration: Duration = any::<i64>().prop_map(Duration::from_ticks);
    guid: Uuid = any::<u128>().prop_map(Uuid::from_u128);
    binary: Binary = any::<Vec<u8>>().prop_map(Binary::from);
    level: Level = prop_oneof![Just(Level::Low), Just(Level::High), "[A-Za-z_][A-Za-z0-9_]{0,20}".prop_map(Level::Other)]
        .prop_map(|value| value.name().parse().unwrap());
    rights: Flags<Right> = (0..16_u64, proptest::option::of("[a-z]{6,9}")).prop_map(|(bits, other)| {
        let known = Right::VARIANTS.iter().zip([0, 1, 2, 8]).filter(|(_, value)| bits & value != 0);
        known.map(|(right, _)| right.clone()).chain(other.map(Right::Other)).collect()
    });
    minutes: Minutes = any::<i64>().prop_map(Minutes);
}

proptest! {
    #[test]
    fn collections(
        strings in any::<Vec<String>>(),
        int64s in any::<Vec<i64>>(),
        dates in proptest::collection::vec(proptest::option::of(dates()), 0..5),
    ) {
        let patch = Values::patch().strings(strings.clone()).int64s(int64s.clone()).dates(dates.clone());
        for read in through_json(&patch) {
            prop_assert_eq!(read.strings.as_ref(), Some(&strings));
            prop_assert_eq!(read.int64s.as_ref(), Some(&int64s));
            prop_assert_eq!(read.dates.as_ref(), Some(&dates));
        }
    }
}

/// Any JSON: text of any characters, integers of 64 bits, doubles to the last bit, nested.
fn untyped() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        proptest::num::f64::NORMAL.prop_map(Value::from),
        Just(Value::from(-0.0)),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map("[a-z]{1,3}", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn untyped_values_read_back(value in untyped(), other in untyped()) {
        // Null is what clears the property.
        prop_assume!(!value.is_null());
        for read in through_json(&Values::patch().any(value.clone())) {
            prop_assert!(read.any.as_ref().is_some_and(|read| read.same(&value)), "{read:?} {value:?}");
        }
        let written = |value: &Value| serde_json::to_vec(value).unwrap();
        prop_assert_eq!(value.same(&other), written(&value) == written(&other));
        let literal = literal_of(&value);
        match &value {
            Value::String(text) => prop_assert_eq!(&content(&literal), text),
            value => prop_assert_eq!(&serde_json::from_str::<Value>(&literal).unwrap(), value),
        }
    }
}

/// Numbers that a double does not keep are strings where the request sets that, and nowhere else.
#[test]
fn ieee754_compatible_requests_write_and_read_long_numbers_as_strings() {
    let patch = Values::patch()
        .int64(i64::MAX)
        .decimal(Decimal::new(12_345, 2))
        .int32(7)
        .double(0.5)
        .int64s(vec![-1])
        .minutes(Minutes(2));
    let body = |path: EntityPath<Values>| {
        let http = path.patch(&patch).to_http("https://x").unwrap();
        let header = |name| http.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(header("content-type"), header("accept"));
        (header("accept"), String::from_utf8(http.into_body()).unwrap())
    };
    assert_eq!(
        body(Values::plain("1").ieee754_compatible()),
        (
            "application/json;IEEE754Compatible=true".to_owned(),
            r#"{"int32":7,"int64":"9223372036854775807","double":0.5,"decimal":"123.45","minutes":"2","int64s":["-1"]}"#
                .to_owned()
        )
    );
    assert_eq!(
        body(Values::plain("1")),
        (
            "application/json".to_owned(),
            r#"{"int32":7,"int64":9223372036854775807,"double":0.5,"decimal":123.45,"minutes":2,"int64s":[-1]}"#
                .to_owned()
        )
    );
    for json in [
        r#"{"int64":"9223372036854775807","decimal":"123.45","int64s":["-1"]}"#,
        r#"{"int64":9223372036854775807,"decimal":123.45,"int64s":[-1]}"#,
    ] {
        let answer = http::Response::new(json.as_bytes().to_vec());
        let read = Values::plain("1")
            .ieee754_compatible()
            .get()
            .read(answer)
            .unwrap();
        assert_eq!(
            (read.int64, read.decimal),
            (Some(i64::MAX), Some(Decimal::new(12_345, 2)))
        );
        assert_eq!(read.int64s, Some(vec![-1]));
    }
}
