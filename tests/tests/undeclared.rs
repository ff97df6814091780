//! Members that no type declares: open types, dictionaries, and the types that go with their values.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use odata_entity::{ComplexType, Entity, EntityPath};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Debug, Clone, PartialEq, Default, Deserialize, ComplexType)]
#[serde(default)]
#[odata(type = "n.settings")]
struct Settings {
    name: Option<String>,
    #[serde(flatten)]
    #[odata(open)]
    counts: HashMap<String, i64>,
}

#[derive(Debug, Clone, PartialEq, Default, Deserialize, Entity)]
#[serde(default)]
#[odata(type = "n.device", path = "/devices/{id}", type_tag = "never")]
struct Device {
    #[odata(key)]
    id: String,
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
    let request = Device::path("1").get().select([Device::NAME.name()]);
    let answer = http::Response::new(br#"{"@odata.context":"c","id":"1","name":"n"}"#.to_vec());
    let read = request.read(answer).unwrap();
    assert_eq!((&read.settings, &read.dates), (&None, &None));
    let mut after = read.clone();
    after.name = None;
    assert_eq!(sent(Device::path("1"), &read.diff(&after)), r#"{"name":null}"#);
    assert_eq!(sent(Device::path("1"), &read.to_patch()), r#"{"name":"n"}"#);
    assert!(read.diff(&read.clone()).is_empty());
}
