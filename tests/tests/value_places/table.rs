//! The rows: each type of the table of values, with what is read exactly and what is refused.

use super::*;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};
use odata_entity::Flags;
use odata_entity::edm::{Binary, Duration};
use rust_decimal::Decimal;
use uuid::Uuid;

/// From year 1 to year 9999, to 100 ns, in any offset that OData has.
fn date_times() -> impl Strategy<Value = DateTime<FixedOffset>> {
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

fn times() -> impl Strategy<Value = NaiveTime> {
    (0..86_400_u32, 0..10_000_000_u32).prop_map(|(seconds, ticks)| {
        NaiveTime::from_num_seconds_from_midnight_opt(seconds, ticks * 100).unwrap()
    })
}

fn addresses() -> impl Strategy<Value = Address> {
    any::<(Option<String>, Option<i32>)>().prop_map(|(city, floor)| Address { city, floor })
}

table! {
    string: String = any::<String>();
        exact [r#""""# => r#""""#, r#""\u00e9\/\n""# => r#""é/\n""#, r#""\ud83d\ude00""# => r#""😀""#, r#""\ud83d""# => r#""�""#];
        refused ["1", "true", "{}", "[]", r#""\x""#, "\"\u{1}\"", r#""\u12""#, "nul"];
    boolean: bool = any::<bool>();
        exact ["true" => "true", " false " => "false"];
        refused ["0", "1", r#""true""#, "True", "[]"];
    byte: u8 = any::<u8>();
        exact ["0" => "0", "255" => "255", "-0" => "0"];
        refused ["-1", "256", "1.0", "1e2", r#""1""#, "true", "01", "+1"];
    sbyte: i8 = any::<i8>();
        exact ["-128" => "-128", "127" => "127"];
        refused ["-129", "128", "0.5", r#""1""#];
    int16: i16 = any::<i16>();
        exact ["-32768" => "-32768", "32767" => "32767"];
        refused ["-32769", "32768", "1.0", r#""1""#];
    int32: i32 = any::<i32>();
        exact ["-2147483648" => "-2147483648", "2147483647" => "2147483647"];
        refused ["-2147483649", "2147483648", "1.0", "1E3", r#""1""#, "{}"];
    int64: i64 = any::<i64>();
        exact [
            "9223372036854775807" => "9223372036854775807", "-9223372036854775808" => "-9223372036854775808",
            r#""9223372036854775807""# => "9223372036854775807", r#""-1""# => "-1",
        ];
        refused ["9223372036854775808", "1.0", "1e3", r#""1.0""#, r#""""#, r#"" 1""#, r#""9223372036854775808""#, "true"];
    single: f32 = proptest::num::f32::ANY;
        exact [
            "1" => "1.0", "0.1" => "0.1", "-0.0" => "-0.0", "16777216" => "16777216.0",
            r#""INF""# => r#""INF""#, r#""-INF""# => r#""-INF""#, r#""NaN""# => r#""NaN""#,
        ];
        refused ["1e39", "-1e39", r#""Infinity""#, r#""inf""#, "NaN", "true", ".5", "1.", "[]"];
    double: f64 = proptest::num::f64::ANY;
        exact [
            "1" => "1.0", "0.1" => "0.1", "1E3" => "1000.0", "-0" => "-0.0", "9007199254740993" => "9007199254740992.0",
            "5e-324" => "5e-324", r#""INF""# => r#""INF""#, r#""-INF""# => r#""-INF""#, r#""NaN""# => r#""NaN""#,
        ];
        refused ["1e309", r#""Infinity""#, r#""nan""#, "INF", "true", "{}", "00", "1e"];
    decimal: Decimal = (any::<i128>(), 32..=120, 0..=28_u32)
        .prop_map(|(digits, shift, scale)| Decimal::from_i128_with_scale(digits >> shift, scale));
        exact [
            "12345678901234567890.12345678" => "12345678901234567890.12345678",
            r#""12345678901234567890.12345678""# => "12345678901234567890.12345678",
            "1.50" => "1.50", "1e3" => "1000", r#""-0.1""# => "-0.1",
        ];
        refused ["79228162514264337593543950336", "0.00000000000000000000000000001", r#""INF""#, r#""NaN""#, r#""1,5""#, "true"];
    date_time_offset: DateTime<FixedOffset> = date_times();
        exact [
            r#""2017-01-01T00:00:17.7769392-08:00""# => r#""2017-01-01T00:00:17.7769392-08:00""#,
            r#""2017-01-01T00:00Z""# => r#""2017-01-01T00:00:00Z""#,
            r#""2017-01-01t00:00:00.5000000z""# => r#""2017-01-01T00:00:00.5Z""#,
            r#""2017-01-01T00:00:00-00:00""# => r#""2017-01-01T00:00:00Z""#,
            r#""2017-01-01T00:00:00\u005a""# => r#""2017-01-01T00:00:00Z""#,
            r#""2017-01-01T00:00:00.123456789000Z""# => r#""2017-01-01T00:00:00.1234567Z""#,
            r#""0001-01-01T00:00:00Z""# => r#""0001-01-01T00:00:00Z""#,
        ];
        refused [
            r#""2017-01-01""#, r#""2017-01-01T00:00:00""#, r#""2017-01-01 00:00:00Z""#, r#""2017-02-29T00:00:00Z""#,
            r#""2017-01-01T24:00:00Z""#, r#""2016-12-31T23:59:60Z""#, r#""0000-01-01T00:00:00Z""#,
            r#""2017-01-01T00:00:00.0000000001Z""#, r#""2017-01-01T00:00:00+0800""#, r#""""#, "1483228800", "{}",
        ];
    date_time_utc: DateTime<Utc> = date_times().prop_map(|value| value.to_utc());
        exact [
            r#""2017-01-01T00:00:17.7769392-08:00""# => r#""2017-01-01T08:00:17.7769392Z""#,
            r#""2017-01-01T00:00+01:00""# => r#""2016-12-31T23:00:00Z""#,
        ];
        refused [r#""0001-01-01T00:00:00+00:01""#, r#""2017-01-01T00:00:00""#, "1"];
    date: NaiveDate = (0..3_652_059_i64).prop_map(|days| NaiveDate::from_ymd_opt(1, 1, 1).unwrap() + TimeDelta::days(days));
        exact [
            r#""2020-02-29""# => r#""2020-02-29""#, r#""2020-02-04T00:00:00.0000000Z""# => r#""2020-02-04""#,
            r#""10000-01-01""# => r#""10000-01-01""#,
        ];
        refused [
            r#""2019-02-29""#, r#""2020-2-4""#, r#""2020-02-04T01:00:00Z""#, r#""2020-02-04T00:00:00+01:00""#, r#""0000-01-01""#,
            r#""-0001-01-01""#, "20200204",
        ];
    time_of_day: NaiveTime = times();
        exact [
            r#""11:59:24.7240000""# => r#""11:59:24.7240000""#, r#""00:00""# => r#""00:00:00""#,
            r#""23:59:59.9999999""# => r#""23:59:59.9999999""#,
        ];
        refused [r#""24:00""#, r#""23:59:60""#, r#""1:00""#, r#""11:59:24Z""#, r#""11:59:24.""#, "1"];
    duration: Duration = any::<i64>().prop_map(Duration::from_ticks);
        exact [
            r#""-P1DT2H3M4.5S""# => r#""-P1DT2H3M4.5S""#, r#""PT36H""# => r#""P1DT12H""#, r#""PT0S""# => r#""PT0S""#,
            r#""pt0.0000001s""# => r#""PT0.0000001S""#,
        ];
        refused [
            r#""P1Y""#, r#""P1M""#, r#""P1W""#, r#""+P1D""#, r#""P""#, r#""PT""#, r#""P1DT""#, r#""PT0.00000001S""#, r#""1:00""#, "5",
        ];
    guid: Uuid = any::<u128>().prop_map(Uuid::from_u128);
        exact [r#""8E5D8D1C-8d1c-8e5d-1c8d-5d8e1c8d5d8e""# => r#""8e5d8d1c-8d1c-8e5d-1c8d-5d8e1c8d5d8e""#];
        refused [
            r#""8e5d8d1c8d1c8e5d1c8d5d8e1c8d5d8e""#, r#""{8e5d8d1c-8d1c-8e5d-1c8d-5d8e1c8d5d8e}""#, r#""""#,
            r#""urn:uuid:8e5d8d1c-8d1c-8e5d-1c8d-5d8e1c8d5d8e""#, "1",
        ];
    binary: Binary = any::<Vec<u8>>().prop_map(Binary::from);
        exact [
            r#""""# => r#""""#, r#""+/8=""# => r#""+/8=""#, r#""-_8""# => r#""+/8=""#, r#""AAEC""# => r#""AAEC""#,
            r#""\u0041AEC""# => r#""AAEC""#,
        ];
        refused [r#""A""#, r#""A===""#, r#""+/9=""#, r#""AA EC""#, r#""AAE\n""#, "[1]", "1"];
    untyped: Value = untyped_values();
        exact [
            "1" => "1", "-1.5" => "-1.5", r#"{"b":1,"a":[null,true,"x"]}"# => r#"{"a":[null,true,"x"],"b":1}"#, "18446744073709551615" => "18446744073709551615",
        ];
        refused ["tru", "01", "1e999", "[1,]", r#"{"a" 1}"#];
    level: Level = prop_oneof![Just(Level::Low), Just(Level::High), "[A-Za-z_][A-Za-z0-9_]{0,20}".prop_map(|name| name.parse().unwrap())];
        exact [r#""low""# => r#""low""#, r#""other one""# => r#""other one""#];
        refused ["1", "true", "{}", "[]"];
    state: State = prop_oneof![Just(State::On), Just(State::Off)];
        exact [r#""on""# => r#""on""#, r#""\u006fff""# => r#""off""#];
        refused [r#""On""#, r#""unknown""#, r#""""#, "0"];
    rights: Flags<Right> = (0..4_u64, proptest::option::of("[a-z]{6,9}")).prop_map(|(bits, other)| {
        let known = [Right::Read, Right::Write].into_iter().enumerate().filter(move |(at, _)| bits & (1 << at) != 0);
        known.map(|(_, right)| right).chain(other.map(Right::Other)).collect()
    });
        exact [r#""read,write""# => r#""read,write""#, r#""write, read""# => r#""read,write""#, r#""later""# => r#""later""#, "3" => r#""read,write""#];
        refused ["-1", "1.5", "true", "[]", r#""read,,write""#];
    minutes: Minutes = any::<i64>().prop_map(Minutes);
        exact ["5" => "5", r#""5""# => "5"];
        refused ["1.5", r#""x""#, "true"];
    address: Address = addresses();
        exact ["{}" => r#"{}"#, r#"{"floor":1,"city":null}"# => r#"{"floor":1}"#];
        refused ["1", "[]", "true", r#""x""#];
    shape: Shape = prop_oneof![
        proptest::option::of(-1e9..1e9).prop_map(|radius| Shape::Circle(Circle { radius })),
        any::<i32>().prop_map(|side| Shape::Other(serde_json::json!({"@odata.type": "#n.square", "side": side}))),
    ];
        exact [
            r##"{"@odata.type":"#n.circle","radius":1}"## => r##"{"@odata.type":"#n.circle","radius":1.0}"##,
            r##"{"radius":1,"@odata.type":"#N.Circle"}"## => r##"{"@odata.type":"#n.circle","radius":1.0}"##,
            r##"{"side":1,"@odata.type":"#n.square"}"## => r##"{"@odata.type":"#n.square","side":1}"##,
        ];
        refused ["1", "[]", r#""x""#];
}

/// Any JSON but null, which is no value in an `Option`.
fn untyped_values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        proptest::num::f64::NORMAL.prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map("[a-z]{1,3}", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}
