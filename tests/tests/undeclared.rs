//! Members that no type declares: open types, dictionaries, and the types that go with their values.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use odata_entity::edm::ValueErrorKind;
use odata_entity::{ComplexType, Entity, EntityPath, EnumType, Error, Patch};
use serde_json::{Value, json};

#[derive(Debug, Clone, PartialEq, Default, ComplexType)]
#[odata(type = "n.settings")]
struct Settings {
    name: Option<String>,
    #[serde(flatten)]
    #[odata(open)]
    counts: HashMap<String, i64>,
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "n.device", path = "/devices/{id}", type_tag = "never")]
struct Device {
    #[odata(key)]
    id: Option<String>,
    name: Option<String>,
    settings: Option<Settings>,
    dates: Option<BTreeMap<String, NaiveDate>>,
    #[serde(flatten)]
    #[odata(open)]
    extra: BTreeMap<String, Value>,
}

fn device(body: Value) -> Device {
    serde_json::from_value(body).unwrap()
}

fn sent(path: EntityPath<Device>, patch: &DevicePatch) -> String {
    let http = path.patch(patch).to_http("https://x").unwrap();
    String::from_utf8(http.into_body()).unwrap()
}

#[test]
fn the_type_of_a_value_is_kept_and_stands_in_front_of_it() {
    let read = device(json!({
        "b": 1, "b@odata.type": "#Int64", "a": "2020-01-01", "a@odata.type": "#Date",
        "c@odata.type": "#Guid", "@odata.etag": "x", "d@n.note": "annotation",
    }));
    assert_eq!(
        sent(Device::path("1"), &read.to_patch()),
        r##"{"a@odata.type":"#Date","a":"2020-01-01","b@odata.type":"#Int64","b":1}"##
    );
    let mut after = read.clone();
    after.extra.insert("b".into(), json!(2));
    after.extra.remove("a");
    after.extra.remove("a@odata.type");
    assert_eq!(
        sent(Device::path("1"), &read.diff(&after)),
        r##"{"a":null,"b@odata.type":"#Int64","b":2}"##
    );
    let mut retyped = read.clone();
    retyped.extra.insert("b@odata.type".into(), json!("#Decimal"));
    assert_eq!(
        sent(Device::path("1"), &read.diff(&retyped)),
        r##"{"b@odata.type":"#Decimal","b":1}"##
    );
}

/// OData 4.01 has shorter names; bodies are sent as those of 4.0.
#[test]
fn the_type_of_a_value_is_kept_by_either_name() {
    for (name, ty) in [("@odata.type", "#Int64"), ("@type", "#Int64"), ("@type", "Int64")] {
        let read = device(json!({ "b": 1, format!("b{name}"): ty, "@etag": "x", "@type": "#n.device" }));
        let expected = r##"{"b@odata.type":"#Int64","b":1}"##;
        assert_eq!(sent(Device::path("1"), &read.to_patch()), expected, "{name} {ty}");
        let mut retyped = read.clone();
        retyped.extra.insert(format!("b{name}"), json!("#Decimal"));
        let expected = r##"{"b@odata.type":"#Decimal","b":1}"##;
        assert_eq!(
            sent(Device::path("1"), &read.diff(&retyped)),
            expected,
            "{name} {ty}"
        );
        assert!(read.diff(&read.clone()).is_empty());
        let mut renamed = read.clone();
        let same = renamed.extra.remove(&format!("b{name}")).unwrap();
        renamed.extra.insert("b@odata.type".into(), same);
        assert!(read.diff(&renamed).is_empty(), "{name}");
    }
}

#[test]
fn values_of_a_rust_type_say_theirs_where_json_does_not() {
    let day = NaiveDate::from_ymd_opt(2020, 2, 29).unwrap();
    let read = Device {
        settings: Some(Settings {
            name: None,
            counts: HashMap::from([("x".to_owned(), 5)]),
        }),
        dates: Some(BTreeMap::from([("d".to_owned(), day)])),
        ..Device::default()
    };
    assert_eq!(
        sent(Device::path("1"), &read.to_patch()),
        r##"{"settings":{"x@odata.type":"#Int64","x":5},"dates":{"d@odata.type":"#Date","d":"2020-02-29"}}"##
    );
}

#[test]
fn long_numbers_are_strings_where_the_request_says_so() {
    let read = device(json!({
        "big": i64::MAX, "big@odata.type": "#Int64", "exact": -1.5, "exact@odata.type": "#Edm.Decimal",
        "text": "7", "text@odata.type": "#Int64", "double": 1.5, "settings": {"x": 5},
    }));
    assert_eq!(
        sent(Device::path("1").ieee754_compatible(), &read.to_patch()),
        concat!(
            r##"{"settings":{"x@odata.type":"#Int64","x":"5"},"##,
            r##""big@odata.type":"#Int64","big":"9223372036854775807","double":1.5,"##,
            r##""exact@odata.type":"#Edm.Decimal","exact":"-1.5","text@odata.type":"#Int64","text":"7"}"##
        )
    );
}

/// A property that was not selected is absent, and stays absent in what is sent.
#[test]
fn what_was_not_selected_is_not_sent() {
    let request = Device::path("1").get().select(Device::NAME);
    let answer = http::Response::new(br#"{"@odata.context":"c","id":"1","name":"n"}"#.to_vec());
    let read = request.read(answer).unwrap();
    assert_eq!((&read.settings, &read.dates), (&None, &None));
    let mut after = read.clone();
    after.name = None;
    assert_eq!(sent(Device::path("1"), &read.diff(&after)), r#"{"name":null}"#);
    assert_eq!(sent(Device::path("1"), &read.to_patch()), r#"{"name":"n"}"#);
    assert!(read.diff(&read.clone()).is_empty());
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "n.state")]
enum State {
    On,
    UnknownFutureValue,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Default, ComplexType)]
#[odata(type = "n.port")]
struct Port {
    number: Option<i32>,
    state: Option<State>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "n.port")]
enum AnyPort {
    Port(Port),
    #[odata(other)]
    Unknown(Value),
}

/// Dictionaries of everything, and groups of properties.
#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "n.box", path = "/boxes/{id}", type_tag = "never")]
struct Dictionaries {
    states: Option<BTreeMap<String, State>>,
    doubles: Option<BTreeMap<String, f64>>,
    names: Option<BTreeMap<String, Vec<String>>>,
    numbers: Option<BTreeMap<String, Vec<Option<i64>>>>,
    ports: Option<BTreeMap<String, Port>>,
    lists: Option<BTreeMap<String, Vec<Port>>>,
    unions: Option<BTreeMap<String, AnyPort>>,
    deep: Option<BTreeMap<String, BTreeMap<String, Port>>>,
    #[odata(patch_group = "photo")]
    photo: Option<String>,
    #[serde(flatten)]
    #[odata(open)]
    extra: BTreeMap<String, Value>,
}

fn dictionaries(body: Value) -> Dictionaries {
    serde_json::from_value(body).unwrap()
}

fn json(patch: &DictionariesPatch) -> Value {
    serde_json::from_slice(&patch.to_json().unwrap()).unwrap()
}

/// Nothing declares an entry's type, so each has its type where JSON does not show it.
#[test]
fn entries_of_any_type_say_which_it_is() {
    for (read, sent) in [
        (
            json!({"doubles": {"a": 1.5, "b": "INF", "c": 2}}),
            json!({"doubles": {"a": 1.5, "b@odata.type": "#Double", "b": "INF", "c": 2.0}}),
        ),
        (
            json!({"states": {"a": "on"}}),
            json!({"states": {"a@odata.type": "#n.state", "a": "on"}}),
        ),
        (
            json!({"names": {"a": ["x"], "b": []}}),
            json!({"names": {
                "a@odata.type": "#Collection(String)", "a": ["x"], "b@odata.type": "#Collection(String)", "b": [],
            }}),
        ),
        (
            json!({"numbers": {"a": [1, null]}}),
            json!({"numbers": {"a@odata.type": "#Collection(Int64)", "a": [1, null]}}),
        ),
        (
            json!({"ports": {"a": {"number": 1}}}),
            json!({"ports": {"a": {"@odata.type": "#n.port", "number": 1}}}),
        ),
        (
            json!({"lists": {"a": [{"number": 1}, {"number": 2}]}}),
            json!({"lists": {"a@odata.type": "#Collection(n.port)", "a": [
                {"@odata.type": "#n.port", "number": 1}, {"@odata.type": "#n.port", "number": 2},
            ]}}),
        ),
        (
            json!({"unions": {"a": {"number": 1}, "b": {"@odata.type": "#n.new", "x": 1}}}),
            json!({"unions": {"a": {"@odata.type": "#n.port", "number": 1}, "b": {"@odata.type": "#n.new", "x": 1}}}),
        ),
        (
            json!({"deep": {"a": {"b": {"number": 1}}}}),
            json!({"deep": {"a": {"b": {"@odata.type": "#n.port", "number": 1}}}}),
        ),
    ] {
        let read = dictionaries(read);
        assert_eq!(json(&read.to_patch()), sent);
        // What was sent reads as the same again, as a service answers it without the types.
        assert_eq!(json(&Dictionaries::default().diff(&read)), sent);
    }
}

#[test]
fn the_sentinel_is_left_out_of_maps() {
    let before =
        json!({"ports": {"a": {"number": 1, "state": "on"}, "b": {"number": 2}}, "states": {"a": "on"}});
    let mut after = before.clone();
    after["ports"]["a"]["state"] = json!("unknownFutureValue");
    after["states"]["a"] = json!("unknownFutureValue");
    let (before, sentinel) = (dictionaries(before), dictionaries(after.clone()));
    assert_eq!(
        json(&sentinel.to_patch()),
        json!({"ports": {"b": {"@odata.type": "#n.port", "number": 2}}, "states": {}})
    );
    assert!(before.diff(&sentinel).is_empty());
    // Another change beside it is refused, and not dropped.
    after["ports"]["a"]["number"] = json!(5);
    let error = before.diff(&dictionaries(after.clone())).to_json().unwrap_err();
    assert!(
        matches!(&error, Error::Sentinel { property } if property == "ports/a/state"),
        "{error}"
    );
    assert!(before.diff_lossy(&dictionaries(after)).is_empty());
}

#[test]
fn undeclared_members_are_of_no_patch_group() {
    let mixed = Dictionaries::patch()
        .photo("p")
        .extra(BTreeMap::from([("x".to_owned(), json!("y"))]));
    assert!(matches!(
        mixed.to_json(),
        Err(Error::PatchGroups {
            first: "photo",
            second: ""
        } | Error::PatchGroups {
            first: "",
            second: "photo"
        })
    ));
    let parts: Vec<_> = mixed.split().iter().map(json).collect();
    assert_eq!(parts, [json!({"x": "y"}), json!({"photo": "p"})]);
}

/// A JSON value holds as a double what is no 64-bit integer. Where the type names another one, it may be another
/// number.
#[test]
fn numbers_that_may_have_lost_digits_are_not_sent_as_others() {
    let read = |body: &str| -> Device { serde_json::from_str(body).unwrap() };
    let error = |device: &Device, path: EntityPath<Device>| match path
        .patch(&device.to_patch())
        .to_http("https://x")
        .unwrap_err()
    {
        Error::Value { property, error } => (property, error.kind(), error.edm_type()),
        other => panic!("{other}"),
    };
    for (member, ty, edm) in [
        ("0.12345678901234567890123", "#Decimal", "Edm.Decimal"),
        ("123456789012345678901234567890", "#Edm.Decimal", "Edm.Decimal"),
        ("18446744073709551616", "#Int64", "Edm.Int64"),
        ("9223372036854775808", "#Int64", "Edm.Int64"),
    ] {
        let device = read(&format!(r#"{{"x": {member}, "x@odata.type": "{ty}"}}"#));
        for path in [Device::path("1"), Device::path("1").ieee754_compatible()] {
            assert_eq!(
                error(&device, path),
                ("x".to_owned(), ValueErrorKind::OutOfRange, edm)
            );
        }
        // Unchanged, it is not sent at all; as a string it is kept.
        assert!(device.diff(&device.clone()).is_empty());
        let text = read(&format!(r#"{{"x": "{member}", "x@odata.type": "{ty}"}}"#));
        assert_eq!(
            sent(Device::path("1"), &text.to_patch()),
            format!(r#"{{"x@odata.type":"{ty}","x":"{member}"}}"#)
        );
    }
    // Without a type a number is a double, which is kept to the last bit.
    let device = read(r#"{"a": 0.1, "b": 18446744073709551615, "c": 1e300, "d": -0.0, "e": 5e-324}"#);
    assert_eq!(
        sent(Device::path("1"), &device.to_patch()),
        r#"{"a":0.1,"b":18446744073709551615,"c":1e+300,"d":-0.0,"e":5e-324}"#
    );
    let mut after = device.clone();
    after.extra.insert("d".into(), json!(0.0));
    assert_eq!(sent(Device::path("1"), &device.diff(&after)), r#"{"d":0.0}"#);
}

/// Numbers that may come as strings, in dictionaries and as undeclared members.
#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.counts", path = "/counts/{id}", type_tag = "never")]
struct Counts {
    counts: Option<BTreeMap<String, i64>>,
    #[odata(read_only)]
    rates: Option<BTreeMap<String, f64>>,
    #[serde(flatten)]
    #[odata(open)]
    extra: HashMap<String, i64>,
}

#[test]
fn maps_are_read_by_the_type_of_their_values() {
    let path = Counts::path("1").ieee754_compatible();
    let body = r#"{"counts":{"a":"9223372036854775807","b":2},"rates":{"r":"INF","s":1},"x":"-5","y":6}"#;
    let read = path
        .get()
        .read(http::Response::new(body.as_bytes().to_vec()))
        .unwrap();
    assert_eq!(
        read.rates,
        Some(BTreeMap::from([("r".into(), f64::INFINITY), ("s".into(), 1.0)]))
    );
    let written = |path: EntityPath<Counts>| {
        let http = path.patch(&read.to_patch()).to_http("https://x").unwrap();
        serde_json::from_slice::<Value>(http.body()).unwrap()
    };
    let int64 = "#Int64";
    assert_eq!(
        written(path),
        json!({
            "counts": {"a@odata.type": int64, "a": "9223372036854775807", "b@odata.type": int64, "b": "2"},
            "x@odata.type": int64, "x": "-5", "y@odata.type": int64, "y": "6",
        })
    );
    assert_eq!(
        written(Counts::path("1")),
        json!({
            "counts": {"a@odata.type": int64, "a": i64::MAX, "b@odata.type": int64, "b": 2},
            "x@odata.type": int64, "x": -5, "y@odata.type": int64, "y": 6,
        })
    );
    let error = Counts::path("1")
        .get()
        .read(http::Response::new(br#"{"counts":{"a":"x"}}"#.to_vec()))
        .unwrap_err();
    assert!(
        matches!(&error, Error::Decode(error) if error.property() == "counts.a"),
        "{error}"
    );
}

/// A base type with the map, and what is declared beside it in every role that a field can have.
#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "n.thing", path = "/things/{id}", type_tag = "never")]
struct Thing {
    #[odata(key)]
    id: Option<String>,
    name: Option<String>,
    #[odata(read_only)]
    created: Option<String>,
    #[odata(immutable)]
    kind: Option<String>,
    #[odata(navigation)]
    parent: Option<Box<Thing>>,
    #[odata(navigation, deep)]
    parts: Option<Vec<Thing>>,
    #[odata(stream)]
    picture: Option<String>,
    #[odata(skip)]
    #[serde(skip)]
    cached: u8,
    dates: Option<BTreeMap<String, NaiveDate>>,
    #[serde(flatten)]
    #[odata(open)]
    extra: BTreeMap<String, Value>,
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "n.special", path = "/specials/{id}", type_tag = "never")]
struct Special {
    #[serde(flatten)]
    #[odata(base)]
    thing: Thing,
    size: Option<i32>,
}

#[test]
fn what_a_service_advertises_is_not_sent_back() {
    let mut read = device(json!({
        "name": "n", "own": 1, "#n.wipe": {"title": "Wipe"}, "list#n.clear": {}, "@odata.etag": "e", "settings": {"x": 1},
    }));
    // However they come into the map: another reader may have kept them.
    for name in ["#n.wipe", "#n.restart", "list#n.clear", "list@n.note", "@n.note"] {
        read.extra.insert(name.to_owned(), json!({}));
    }
    let path = || Device::path("1");
    assert_eq!(
        sent(path(), &read.to_patch()),
        r##"{"name":"n","settings":{"x@odata.type":"#Int64","x":1},"own":1}"##
    );
    for body in [
        path().put(&read).to_http("https://x").unwrap(),
        Device::collection().create(&read).to_http("https://x").unwrap(),
    ] {
        let body = String::from_utf8(body.into_body()).unwrap();
        assert!(!body.contains("n.") && body.contains(r#""own":1"#), "{body}");
    }
    // What is advertised changes with the state of the entity, which is no difference to send.
    let bare = device(json!({"name": "n", "own": 1, "#n.start": {}, "settings": {"x": 1}}));
    assert!(read.diff(&bare).is_empty(), "{:?}", read.diff(&bare));
    assert!(bare.diff(&read).is_empty());
    // Set by hand, it is an error.
    let mut patch = Device::patch();
    patch.extra.set("#n.wipe", json!({}));
    let error = path().patch(&patch).to_http("https://x").unwrap_err();
    assert!(
        matches!(&error, Error::Member { property, .. } if property == "#n.wipe"),
        "{error}"
    );
}

#[test]
fn an_entry_with_the_name_of_a_declared_member_is_an_error_that_names_it() {
    #[track_caller]
    fn named(request: Result<http::Request<Vec<u8>>, Error>, name: &str) {
        let error = request.unwrap_err();
        assert!(
            matches!(&error, Error::Member { property, .. } if property == name),
            "{error}"
        );
        assert!(
            error
                .to_string()
                .contains("set the property, and remove the entry"),
            "{error}"
        );
    }
    for name in ["id", "name", "created", "kind", "parent", "parts", "picture"] {
        let mut thing = Thing::default();
        let before = thing.clone();
        thing.extra.insert(name.to_owned(), json!("x"));
        let path = Thing::path("1");
        named(path.patch(&thing.to_patch()).to_http("https://x"), name);
        named(path.patch(&before.diff(&thing)).to_http("https://x"), name);
        // Gone, it would be null, which is something for the property, too.
        named(path.patch(&thing.diff(&before)).to_http("https://x"), name);
        named(path.put(&thing).to_http("https://x"), name);
        named(Thing::collection().create(&thing).to_http("https://x"), name);
        let mut patch = Thing::patch();
        patch.extra.set(name, json!(1));
        named(path.patch(&patch).to_http("https://x"), name);
        // Unchanged, nothing is sent.
        assert!(thing.diff(&thing.clone()).is_empty());
    }
    // A field that is not of the service has no name there.
    let mut thing = Thing::default();
    thing.extra.insert("cached".to_owned(), json!(1));
    assert_eq!(thing.cached, 0);
    assert!(
        Thing::path("1")
            .patch(&thing.to_patch())
            .to_http("https://x")
            .is_ok()
    );

    // The map of a base type is beside the members of the derived type as well.
    for name in ["name", "size"] {
        let mut special = Special::default();
        special.thing.extra.insert(name.to_owned(), json!(5));
        let path = Special::path("1");
        named(path.patch(&special.to_patch()).to_http("https://x"), name);
        named(Special::collection().create(&special).to_http("https://x"), name);
        let patch = Special::patch().thing(special.thing.to_patch()).size(7);
        named(path.patch(&patch).to_http("https://x"), name);
    }
    // Inside, the path is named; the names of a dictionary are its own.
    let settings = Settings {
        counts: HashMap::from([("name".to_owned(), 1)]),
        ..Settings::default()
    };
    let patch = Device::patch().settings(settings);
    named(
        Device::path("1").patch(&patch).to_http("https://x"),
        "settings/name",
    );
    let day = NaiveDate::from_ymd_opt(2020, 2, 29).unwrap();
    let dates = BTreeMap::from([("name".to_owned(), day), ("id".to_owned(), day)]);
    assert!(
        Thing::path("1")
            .patch(&Thing::patch().dates(dates))
            .to_http("https://x")
            .is_ok()
    );
}

#[test]
fn a_type_alone_is_an_error_that_names_it() {
    let mut patch = Device::patch();
    patch.extra.set("x@odata.type", json!("#Int64"));
    let error = patch.to_json().unwrap_err();
    assert!(
        matches!(&error, Error::Member { property, .. } if property == "x@odata.type"),
        "{error}"
    );
    // Beside its member it goes out, and with one that is removed it has no place.
    patch.extra.set("x", json!(1));
    assert_eq!(
        String::from_utf8(patch.to_json().unwrap()).unwrap(),
        r##"{"x@odata.type":"#Int64","x":1}"##
    );
    let mut later = Device::patch();
    later.extra.set("x", None);
    patch.merge(later);
    assert_eq!(
        String::from_utf8(patch.to_json().unwrap()).unwrap(),
        r#"{"x":null}"#
    );
}
