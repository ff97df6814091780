//! Answers that are not what they should be: a typed error with the property's path, or kept as they came; never a panic
//! and never silently another value.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveTime};
use odata_entity::edm::{Binary, Duration, ValueErrorKind};
use odata_entity::{ComplexType, Entity, EnumType, Error, Flags, Page, Patch, Request};
use serde_json::{Value, json};

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "n.protection", flags)]
enum Protection {
    None,
    Camera,
    Microphone,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "n.day")]
enum Day {
    Sunday,
    Monday,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.group", base = "n.target")]
struct Group {
    group_id: Option<String>,
    level: Option<i32>,
}

/// With a fallback.
#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "n.target")]
enum Target {
    Group(Group),
    #[odata(other)]
    Unknown(Value),
}

/// Without one.
#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "n.target")]
enum Closed {
    Group(Group),
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.base", path = "/bases/{id}", is_base)]
struct Base {
    #[odata(key)]
    id: String,
    time: Option<DateTime<FixedOffset>>,
    exact: Option<DateTime<FixedOffset>>,
    of_day: Option<NaiveTime>,
    exact_of_day: Option<NaiveTime>,
    duration: Option<Duration>,
    binary: Option<Binary>,
    small: Option<u8>,
    big: Option<i64>,
    flags: Option<Flags<Protection>>,
    day: Option<Day>,
    target: Option<Target>,
    closed: Option<Closed>,
    targets: Option<Vec<Target>>,
    labels: Option<BTreeMap<String, String>>,
    group: Option<Group>,
    any: Option<Value>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.derived", path = "/bases/{id}")]
struct Derived {
    #[serde(flatten)]
    #[odata(base)]
    base: Base,
    own: Option<i16>,
    #[serde(flatten)]
    #[odata(open)]
    extra: BTreeMap<String, Value>,
}

fn answer(body: &str) -> http::Response<Vec<u8>> {
    http::Response::new(body.as_bytes().to_vec())
}

fn refused<R: odata_entity::FromResponse>(request: &Request<R>, body: &str, path: &str) -> String {
    match request.read(answer(body)) {
        Err(Error::Decode(error)) => {
            assert_eq!(error.property(), path, "{error} in {body}");
            assert_eq!(error.body(), body.as_bytes(), "nothing is lost");
            error.reason().to_owned()
        }
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("read: {body}"),
    }
}

/// The kind of fault of a member of the base that is refused, and of the same as the derived type's.
fn kind(member: &str) -> Option<ValueErrorKind> {
    let body = format!(r#"{{"id":"1",{member}}}"#);
    let [base, derived] = [
        Base::path("1").get().read(answer(&body)).map(drop),
        Derived::path("1").get().read(answer(&body)).map(drop),
    ]
    .map(|read| match read {
        Err(Error::Decode(error)) => error.kind(),
        other => panic!("{other:?}"),
    });
    assert_eq!(base, derived, "{member}");
    base
}

/// A member that is refused with its path, as the type's own, as the base's, and in a page.
fn refuse(member: &str, path: &str) -> String {
    let body = format!(r#"{{"any":1,"id":"1",{member},"last":[{{}}]}}"#);
    refused(&Derived::path("1").get(), &body, path);
    let page = format!(r#"{{"value":[{{"id":"0"}},{body},{{"id":"2"}}]}}"#);
    refused(&Derived::collection().list(), &page, &format!("value[1].{path}"));
    refused(&Base::path("1").patch(&Base::patch()), &body, path);
    refused(&Base::path("1").get(), &body, path)
}

fn read(body: Value) -> Derived {
    Derived::path("1").get().read(answer(&body.to_string())).unwrap()
}

#[test]
fn times_that_are_none_are_refused_where_they_stand() {
    for text in [
        "2020-01-01T00:00:00",
        "2020-01-01T24:00:00Z",
        "2020-13-01T00:00:00Z",
        "",
        "yesterday",
    ] {
        refuse(&format!(r#""time":"{text}""#), "time");
        assert!(refuse(&format!(r#""exact":"{text}""#), "exact").contains("malformed Edm.DateTimeOffset"));
        assert_eq!(
            kind(&format!(r#""exact":"{text}""#)),
            Some(ValueErrorKind::Malformed)
        );
    }
    for text in ["24:00:00", "12:60", ""] {
        refuse(&format!(r#""of_day":"{text}""#), "of_day");
        assert!(refuse(&format!(r#""exact_of_day":"{text}""#), "exact_of_day").contains("Edm.TimeOfDay"));
    }
}

#[test]
fn times_that_cannot_be_represented_are_out_of_range_and_not_malformed() {
    for text in [
        "2020-01-01T00:00:00.123456789012Z",
        "2016-12-31T23:59:60Z",
        "0000-01-01T00:00:00Z",
        "-0001-12-31T00:00:00Z",
        "300000-01-01T00:00:00Z",
    ] {
        let member = format!(r#""exact":"{text}""#);
        let message = refuse(&member, "exact");
        assert!(message.contains("Edm.DateTimeOffset out of range"), "{message}");
        assert_eq!(kind(&member), Some(ValueErrorKind::OutOfRange));
    }
    // Twelve digits whose last are zeros lose nothing.
    let zeros = read(json!({"id": "1", "exact": "2020-01-01T00:00:00.123456700000Z"}));
    assert_eq!(
        zeros.base.to_patch().to_json().unwrap(),
        br#"{"exact":"2020-01-01T00:00:00.1234567Z"}"#
    );
    // chrono itself holds a leap second and the year 0; they are not sent as other times.
    let error = |patch: BasePatch| match patch.to_json().unwrap_err() {
        Error::Value { property, error } => (property, error.kind()),
        other => panic!("{other}"),
    };
    let out_of_range = |property: &str| (property.to_owned(), ValueErrorKind::OutOfRange);
    for time in ["0000-06-01T00:00:00Z", "2016-12-31T23:59:60Z"] {
        let time = DateTime::parse_from_rfc3339(time).unwrap();
        assert_eq!(error(Base::patch().time(time)), out_of_range("time"));
    }
    let of_day: NaiveTime = "23:59:60".parse().unwrap();
    assert_eq!(error(Base::patch().of_day(of_day)), out_of_range("of_day"));
}

#[test]
fn durations_and_bytes_that_are_none_are_refused_where_they_stand() {
    for text in [
        "P1W",
        "P1Y",
        "+P1D",
        "P",
        "PT",
        "1D",
        "P1DT",
        "PT1.12345678901234567890S",
    ] {
        assert!(refuse(&format!(r#""duration":"{text}""#), "duration").contains("Edm.Duration"));
    }
    assert_eq!(kind(r#""duration":"P2W""#), Some(ValueErrorKind::Malformed));
    assert_eq!(
        kind(r#""duration":"PT0.00000001S""#),
        Some(ValueErrorKind::OutOfRange)
    );
    assert_eq!(
        kind(r#""duration":"P99999999D""#),
        Some(ValueErrorKind::OutOfRange)
    );
    assert_eq!(kind(r#""binary":"YQ=""#), Some(ValueErrorKind::Malformed));
    for text in ["YWI=YWI=", "YQ=", "Y", "YW I=", "YR=="] {
        assert!(refuse(&format!(r#""binary":"{text}""#), "binary").contains("Edm.Binary"));
    }
}

#[test]
fn numbers_out_of_range_are_refused_where_they_stand() {
    for number in ["256", "-1", "1.5", "1e3", "\"7\"", "99999999999999999999999999"] {
        refuse(&format!(r#""small":{number}"#), "small");
    }
    for number in [
        "9223372036854775808",
        "\"9223372036854775808\"",
        "1.5",
        "\"1.0\"",
        "\"\"",
    ] {
        refuse(&format!(r#""big":{number}"#), "big");
    }
    refused(&Derived::path("1").get(), r#"{"id":"1","own":32768}"#, "own");
    for member in [
        r#""small":256"#,
        r#""small":-1"#,
        r#""big":9223372036854775808"#,
        r#""big":"9223372036854775808""#,
    ] {
        assert_eq!(kind(member), Some(ValueErrorKind::OutOfRange), "{member}");
    }
    assert_eq!(kind(r#""big":"1.0""#), Some(ValueErrorKind::Malformed));
    assert_eq!(kind(r#""small":[]"#), None);
    assert_eq!(
        read(json!({"id": "1", "big": "9223372036854775807"})).base.big,
        Some(i64::MAX)
    );
}

#[test]
fn members_of_enumerations_are_kept_or_refused() {
    for text in [
        "",
        ",",
        "camera,",
        ",camera",
        "camera,,microphone",
        "camera, ,microphone",
    ] {
        let message = refuse(&format!(r#""flags":"{text}""#), "flags");
        assert!(message.contains("empty"), "{message}");
    }
    refuse(r#""flags":-1"#, "flags");
    refuse(r#""flags":1.5"#, "flags");
    refuse(r#""flags":["camera"]"#, "flags");
    assert!(refuse(r#""day":"someday""#, "day").contains("someday"));
    refuse(r#""day":1"#, "day");
    let kept = read(json!({"id": "1", "flags": "brandNew,camera,64"}))
        .base
        .flags
        .unwrap();
    assert_eq!(kept.to_string(), "camera,brandNew,64");
}

#[test]
fn types_that_a_union_does_not_know_are_kept_or_refused() {
    let unknown = json!({"@odata.type": "#n.martian", "z": [1, {"a": null}], "a": "b"});
    let kept = read(json!({"id": "1", "targets": [unknown], "target": unknown}));
    let body: Value = serde_json::from_slice(&kept.to_patch().to_json().unwrap()).unwrap();
    assert_eq!((&body["target"], &body["targets"]), (&unknown, &json!([unknown])));
    let message = refuse(r##""closed":{"@odata.type":"#n.martian"}"##, "closed");
    assert!(message.contains("n.martian"), "{message}");
    // A known type with a value that is invalid for it: named, and not taken for an unknown type.
    let group = r##"{"@odata.type":"#n.group","groupId":"g","level":"high"}"##;
    refuse(&format!(r#""target":{group}"#), "target.level");
    refuse(&format!(r#""targets":[{{"x":1}},{group}]"#), "targets[1].level");
    refuse(r#""target":"group""#, "target");
    refuse(r#""target":[]"#, "target");
    refuse(r#""group":{"level":2147483648}"#, "group.level");
    refuse(r#""labels":{"a":"1","b":2}"#, "labels.b");
}

fn nested(depth: usize) -> String {
    format!("{}1{}", r#"{"a":["#.repeat(depth / 2), "]}".repeat(depth / 2))
}

#[test]
fn nesting_is_kept_or_refused_however_deep() {
    let kept = format!(r#"{{"id":"1","any":{},"extra":{}}}"#, nested(100), nested(100));
    let read = Derived::path("1").get().read(answer(&kept)).unwrap();
    let body: Value = serde_json::from_slice(&read.to_patch().to_json().unwrap()).unwrap();
    let whole: Value = serde_json::from_str(&kept).unwrap();
    assert_eq!((&body["any"], &body["extra"]), (&whole["any"], &whole["extra"]));
    for depth in [200, 100_000] {
        for member in ["any", "extra", "target"] {
            let body = format!(r#"{{"id":"1","{member}":{}}}"#, nested(depth));
            let Err(Error::Decode(error)) = Derived::path("1").get().read(answer(&body)) else {
                panic!("read {member} {depth} deep");
            };
            assert!(error.property().starts_with(member), "{error}");
            assert!(error.reason().contains("recursion limit"), "{error}");
        }
    }
}

#[test]
fn what_is_no_entity_at_all_is_refused() {
    for body in [
        "",
        "null",
        "[]",
        "1",
        "\"text\"",
        "{",
        "{}",
        r#"{"id":null}"#,
        "\u{feff}{}",
        "<html>",
    ] {
        assert!(
            matches!(Base::path("1").get().read(answer(body)), Err(Error::Decode(_))),
            "{body}"
        );
        assert!(
            matches!(
                Base::collection().list().read(answer(body)),
                Err(Error::Decode(_))
            ),
            "{body}"
        );
    }
    let invalid = http::Response::new(vec![b'{', b'"', 0xff, b'"', b':', b'1', b'}']);
    assert!(matches!(
        Derived::path("1").get().read(invalid),
        Err(Error::Decode(_))
    ));
    // A key that is not there is named where it is missing.
    for (body, path) in [
        (r#"{}"#, "id"),
        (r#"{"own":1,"group":{"level":1},"labels":{"a":"b"}}"#, "id"),
        (r#"{"own":1,"x":{"y":[{}]}}"#, "id"),
    ] {
        refused(&Derived::path("1").get(), body, path);
        refused(&Base::path("1").get(), body, path);
        let page = format!(r#"{{"value":[{{"id":"0"}},{body}]}}"#);
        refused(&Derived::collection().list(), &page, &format!("value[1].{path}"));
    }
    // A key that is there twice is not one of the two.
    let twice = Base::path("1")
        .get()
        .read(answer(r#"{"id":"1","id":"2"}"#))
        .unwrap_err();
    assert!(twice.to_string().contains("duplicate field `id`"), "{twice}");
}

#[test]
fn missing_and_null_members_read_as_none_and_a_missing_key_is_named() {
    let read = read(
        json!({"id": "1", "time": null, "flags": null, "target": null, "targets": null, "labels": null}),
    );
    assert_eq!(
        (read.base.time, &read.base.flags, &read.base.target),
        (None, &None, &None)
    );
    assert_eq!((&read.base.targets, &read.base.labels), (&None, &None));
    assert!(read.to_patch().is_empty());
    let error = Derived::path("1").get().read(answer(r#"{"own":1}"#)).unwrap_err();
    assert!(error.to_string().contains("missing field `id`"), "{error}");
    let page: Page<Derived> = Derived::collection()
        .list()
        .read(answer(r#"{"value":[]}"#))
        .unwrap();
    assert!(page.value.is_empty());
}

/// A property that is not nullable and comes as null, or does not come at all.
#[test]
fn null_and_nothing_where_a_value_must_be_are_named() {
    #[derive(Debug, Clone, PartialEq, ComplexType)]
    #[odata(type = "n.must")]
    struct Must {
        name: String,
    }
    #[derive(Debug, Clone, PartialEq, Entity)]
    #[odata(type = "n.holder", path = "/holders/{id}")]
    struct Holder {
        #[odata(key)]
        id: String,
        must: Must,
        list: Option<Vec<Must>>,
        numbers: Option<Vec<i32>>,
        maybe: Option<Vec<Option<Must>>>,
    }
    let request = Holder::path("1").get().select_named(["id", "must"]);
    for (body, path, reason) in [
        (json!({"id": null, "must": {"name": "n"}}), "id", "null"),
        (json!({"id": "1", "must": null}), "must", "null"),
        (json!({"id": "1", "must": {"name": null}}), "must.name", "null"),
        (
            json!({"id": "1", "must": {}}),
            "must.name",
            "missing field `name`",
        ),
        (json!({"id": "1"}), "must", "missing field `must`"),
        (
            json!({"id": "1", "must": {"name": "n"}, "list": [{"name": "n"}, null]}),
            "list[1]",
            "null",
        ),
        (
            json!({"id": "1", "must": {"name": "n"}, "numbers": [1, null, 3]}),
            "numbers[1]",
            "null",
        ),
        (
            json!({"id": "1", "must": {"name": "n"}, "maybe": [null, {}]}),
            "maybe[1].name",
            "missing field `name`",
        ),
    ] {
        let message = refused(&request, &body.to_string(), path);
        assert!(message.contains(reason), "{message}");
    }
    let read = request
        .read(answer(
            r#"{"id":"1","must":{"name":"n"},"maybe":[null,{"name":"m"}]}"#,
        ))
        .unwrap();
    assert_eq!((read.list, read.maybe.map(|items| items.len())), (None, Some(2)));
}

/// The search for the property stays quick where there is much to look through.
#[test]
fn a_fault_in_a_large_page_is_found() {
    let items: Vec<_> = (0..2_000)
        .map(|id| json!({"id": id.to_string(), "labels": {"a": "b"}, "small": 1}))
        .collect();
    let mut page = json!({"value": items});
    page["value"][1_234]["labels"]["c"] = json!(5);
    page["value"][1_500]["small"] = json!(500);
    refused(
        &Derived::collection().list(),
        &page.to_string(),
        "value[1234].labels.c",
    );
}
