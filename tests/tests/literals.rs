//! Literals in `$filter` and keys in paths, of each type that a property can have.

use std::net::IpAddr;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use odata_entity::edm::{Binary, Duration, ValueError, ValueErrorKind};
use odata_entity::{
    EdmFormat, EdmKind, EdmType, EdmValue, Entity, EnumType, Filter, Flags, JsonReader, JsonWriter, Key,
    KeyWriter, ReadError, With,
};
use percent_encoding::percent_decode_str;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "n.level")]
enum Level {
    Low,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "n.right", flags)]
enum Right {
    Read,
    Write,
}

/// A newtype, in each of the ways to make one.
#[derive(Debug, Clone, PartialEq, Deserialize, EdmValue)]
#[serde(transparent)]
#[odata(transparent)]
struct UserId(String);

#[derive(Debug, Clone, PartialEq, Deserialize, EdmValue)]
#[serde(transparent)]
#[odata(type = "n.minutes")]
struct Minutes(i64);

/// A foreign type that is an `Edm.Duration`.
struct Seconds;

impl EdmFormat<u64> for Seconds {
    const EDM: EdmType = EdmType::primitive("Edm.Duration");

    fn write_json(value: &u64, out: &mut JsonWriter) {
        match i64::try_from(*value).ok().and_then(Duration::try_seconds) {
            Some(duration) => duration.write_json(out),
            None => {
                let (kind, text) = (ValueErrorKind::OutOfRange, value.to_string());
                out.fail(ValueError::new(kind, "Edm.Duration", &text, "too long"));
            }
        }
    }

    fn read_json(from: &mut JsonReader<'_>) -> Result<u64, ReadError> {
        let duration = Duration::read_json(from)?;
        let duration = std::time::Duration::try_from(duration);
        duration
            .map(|duration| duration.as_secs())
            .map_err(|_| from.fail("expected a duration that is not negative"))
    }
}

/// A foreign type that is text.
struct Text;

impl<T: ToString + std::str::FromStr> EdmFormat<T> for Text {
    const EDM: EdmType = EdmType::primitive("Edm.String");

    fn write_json(value: &T, out: &mut JsonWriter) {
        out.string(&value.to_string());
    }

    fn read_json(from: &mut JsonReader<'_>) -> Result<T, ReadError> {
        from.text()?
            .parse()
            .map_err(|_| from.fail("expected another text"))
    }
}

/// A foreign type that is a member of an enumeration of the service's.
struct OnOff;

impl EdmFormat<bool> for OnOff {
    const EDM: EdmType = EdmType::new("n.switch", EdmKind::Enum);

    fn write_json(value: &bool, out: &mut JsonWriter) {
        out.string(if *value { "on" } else { "off" });
    }

    fn read_json(from: &mut JsonReader<'_>) -> Result<bool, ReadError> {
        match &*from.text()? {
            "on" => Ok(true),
            "off" => Ok(false),
            _ => Err(from.fail("expected `on` or `off`")),
        }
    }
}

/// Text of the user's, an Edm value by hand and with none but the required items.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(transparent)]
struct Name(String);

impl EdmValue for Name {
    type Body = Self;
    type Whole = Self;
    const EDM: EdmType = EdmType::primitive("Edm.String");

    fn into_body(self) -> Self {
        self
    }

    fn write_json(&self, out: &mut JsonWriter) {
        out.string(&self.0);
    }

    fn placeholder() -> Self {
        Self(String::new())
    }

    fn read_json(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        String::read_json(from).map(Self)
    }
}

impl Key for Name {
    fn write_key(&self, out: &mut KeyWriter) {
        out.value(self);
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Foreign {
    OneThing,
    Other(u8),
}

#[derive(Debug, Clone, Entity)]
#[odata(
    type = "n.thing",
    path(
        plain = "/things/{id}",
        quoted = "/things('{id}')",
        typed = "/things({id})",
        bare = "/things/x={id}"
    )
)]
struct Thing {
    #[odata(key)]
    id: UserId,
    boolean: Option<bool>,
    byte: Option<u8>,
    sbyte: Option<i8>,
    int16: Option<i16>,
    int32: Option<i32>,
    int64: Option<i64>,
    single: Option<f32>,
    double: Option<f64>,
    decimal: Option<Decimal>,
    at: Option<DateTime<Utc>>,
    date: Option<NaiveDate>,
    time: Option<NaiveTime>,
    duration: Option<Duration>,
    guid: Option<Uuid>,
    binary: Option<Binary>,
    level: Option<Level>,
    rights: Option<Flags<Right>>,
    minutes: Option<Minutes>,
    name: Option<Name>,
    #[odata(with = "Seconds")]
    timeout: Option<u64>,
    #[odata(with = "Text")]
    address: Option<IpAddr>,
    #[odata(with = "OnOff", non_nullable)]
    switch: Option<bool>,
    #[odata(serde)]
    foreign: Option<Foreign>,
    any: Option<Value>,
}

fn text(filter: Filter<Thing>) -> String {
    filter.as_str().unwrap().to_owned()
}

#[test]
fn each_type_has_its_literal() {
    let at = "2020-01-31T01:02:03.0400000+02:00"
        .parse::<DateTime<Utc>>()
        .unwrap();
    let date = NaiveDate::from_ymd_opt(2020, 1, 31).unwrap();
    let time = NaiveTime::from_hms_opt(1, 2, 3).unwrap();
    for (filter, literal) in [
        (
            Thing::ID.eq(UserId("O'Neil 'ä' \"x\"".into())),
            "id eq 'O''Neil ''ä'' \"x\"'",
        ),
        (Thing::BOOLEAN.eq(true), "boolean eq true"),
        (Thing::BYTE.gt(255), "byte gt 255"),
        (Thing::SBYTE.ge(-128), "sbyte ge -128"),
        (Thing::INT16.lt(-5), "int16 lt -5"),
        (Thing::INT32.le(5), "int32 le 5"),
        (Thing::INT64.ne(i64::MIN), "int64 ne -9223372036854775808"),
        (Thing::SINGLE.eq(0.1), "single eq 0.1"),
        (Thing::DOUBLE.eq(f64::NEG_INFINITY), "double eq -INF"),
        (Thing::DOUBLE.is_in([f64::NAN, 1e100]), "double in (NaN,1e+100)"),
        (Thing::DECIMAL.eq(Decimal::new(150, 2)), "decimal eq 1.50"),
        (Thing::AT.gt(at), "at gt 2020-01-30T23:02:03.04Z"),
        (Thing::DATE.eq(date), "date eq 2020-01-31"),
        (Thing::TIME.eq(time), "time eq 01:02:03"),
        (Thing::DURATION.eq(Duration::ZERO), "duration eq duration'PT0S'"),
        (
            Thing::GUID.eq(Uuid::from_u128(1)),
            "guid eq 00000000-0000-0000-0000-000000000001",
        ),
        (
            Thing::BINARY.eq(Binary::from([0xFB, 0xFF])),
            "binary eq binary'-_8='",
        ),
        (Thing::LEVEL.eq(Level::Low), "level eq n.level'low'"),
        (
            Thing::RIGHTS.eq(Flags::from([Right::Write, Right::Read])),
            "rights eq n.right'read,write'",
        ),
        (Thing::MINUTES.eq(Minutes(5)), "minutes eq 5"),
        (Thing::NAME.eq(Name("it's".into())), "name eq 'it''s'"),
        (Thing::TIMEOUT.eq(90), "timeout eq duration'PT1M30S'"),
        (
            Thing::ADDRESS.eq("::1".parse::<IpAddr>().unwrap()),
            "address eq '::1'",
        ),
        (Thing::ADDRESS.eq(None), "address eq null"),
        (
            Thing::ADDRESS.eq(With::new("::1".parse::<IpAddr>().unwrap())),
            "address eq '::1'",
        ),
        (Thing::SWITCH.ne(Some(true)), "switch ne n.switch'on'"),
        (Thing::FOREIGN.eq(Foreign::OneThing), "foreign eq 'one-thing'"),
        (Thing::ANY.eq(json!("it's")), "any eq 'it''s'"),
        (Thing::ANY.eq(json!(1.5)), "any eq 1.5"),
        (Thing::ANY.eq(json!(null)), "any eq null"),
        (Thing::LEVEL.eq(None), "level eq null"),
    ] {
        assert_eq!(text(filter), literal);
    }
    assert!(Thing::TIMEOUT.eq(u64::MAX).as_str().is_err());
}

#[test]
fn a_filter_reaches_the_service_as_it_is_written() {
    let at = "2020-01-31T01:02:03+02:00"
        .parse::<DateTime<chrono::FixedOffset>>()
        .unwrap();
    let filter = Thing::ID
        .eq(UserId("ä & b+c#'%2F".into()))
        .and(Filter::raw(format!("at lt {}", at.to_rfc3339())));
    let written = text(filter.clone());
    let http = Thing::plain_collection()
        .list()
        .filter(filter)
        .to_http("https://x")
        .unwrap();
    let query = http.uri().query().unwrap();
    let value = query.strip_prefix("$filter=").unwrap();
    assert!(
        !value.contains(['+', '&', '#', ' ', '\'']) || !value.contains('+'),
        "{value}"
    );
    assert_eq!(percent_decode_str(value).decode_utf8().unwrap(), written);
    assert_eq!(
        written,
        "id eq 'ä & b+c#''%2F' and (at lt 2020-01-31T01:02:03+02:00)"
    );
}

/// Text that is written by way of its literal is text all the same.
#[test]
fn a_key_is_the_literal_only_where_one_stands() {
    for (key, plain, quoted, typed) in [
        ("a b", "a%20b", "a%20b", "'a%20b'"),
        ("it's", "it%27s", "it%27%27s", "'it%27%27s'"),
        ("''", "%27%27", "%27%27%27%27", "'%27%27%27%27'"),
        ("ä/\"", "%C3%A4%2F%22", "%C3%A4%2F%22", "'%C3%A4%2F%22'"),
    ] {
        for path in [
            (
                Thing::plain(key),
                Thing::quoted(key),
                Thing::typed(key),
                Thing::bare(key),
            ),
            {
                let key = Name(key.into());
                (
                    Thing::plain(&key),
                    Thing::quoted(&key),
                    Thing::typed(&key),
                    Thing::bare(&key),
                )
            },
            {
                let key = UserId(key.into());
                (
                    Thing::plain(&key),
                    Thing::quoted(&key),
                    Thing::typed(&key),
                    Thing::bare(&key),
                )
            },
        ] {
            assert_eq!(path.0.as_str().unwrap(), format!("/things/{plain}"));
            assert_eq!(path.1.as_str().unwrap(), format!("/things('{quoted}')"));
            assert_eq!(path.2.as_str().unwrap(), format!("/things({typed})"));
            assert_eq!(path.3.as_str().unwrap(), format!("/things/x={plain}"));
        }
    }
    // Between quotes the empty text is a value.
    assert_eq!(Thing::typed(Name(String::new())).as_str(), Ok("/things('')"));
    assert_eq!(Thing::quoted(Name(String::new())).as_str(), Ok("/things('')"));
    assert!(
        Thing::plain(Name(String::new())).as_str().is_err(),
        "an empty key"
    );
    assert!(
        Thing::bare(Name(String::new())).as_str().is_err(),
        "an empty literal"
    );
    assert!(Thing::plain(Name("..".into())).as_str().is_err(), "a dot segment");
    assert!(
        Thing::plain(Name("$count".into())).as_str().is_err(),
        "a system resource"
    );
}

#[test]
fn types_say_which_edm_type_they_are() {
    let name = |ty: EdmType| ty.to_string();
    assert_eq!(name(UserId::EDM), "Edm.String");
    assert_eq!(name(Minutes::EDM), "n.minutes");
    assert_eq!(name(With::<u64, Seconds>::EDM), "Edm.Duration");
    assert_eq!(name(<Vec<Option<Level>>>::EDM), "Collection(n.level)");
    assert_eq!(name(<Flags<Right>>::EDM), "n.right");
    assert_eq!(name(Value::EDM), "Edm.Untyped");
    for (ty, edm) in [
        (bool::EDM, "Edm.Boolean"),
        (u8::EDM, "Edm.Byte"),
        (i8::EDM, "Edm.SByte"),
        (i16::EDM, "Edm.Int16"),
        (i32::EDM, "Edm.Int32"),
        (i64::EDM, "Edm.Int64"),
        (f32::EDM, "Edm.Single"),
        (f64::EDM, "Edm.Double"),
        (Decimal::EDM, "Edm.Decimal"),
        (DateTime::<Utc>::EDM, "Edm.DateTimeOffset"),
        (DateTime::<chrono::FixedOffset>::EDM, "Edm.DateTimeOffset"),
        (NaiveDate::EDM, "Edm.Date"),
        (NaiveTime::EDM, "Edm.TimeOfDay"),
        (Duration::EDM, "Edm.Duration"),
        (Uuid::EDM, "Edm.Guid"),
        (Binary::EDM, "Edm.Binary"),
        (String::EDM, "Edm.String"),
        (Box::<str>::EDM, "Edm.String"),
        (<std::sync::Arc<str>>::EDM, "Edm.String"),
    ] {
        assert_eq!(name(ty), edm);
    }
}
