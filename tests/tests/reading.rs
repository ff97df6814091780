//! Reading by the derives: exact values, one pass, the property named; JSON and patches applied to what is there.

use chrono::{DateTime, FixedOffset, NaiveDate};
use odata_entity::{ComplexType, Entity, EnumType, Error, Request};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Default, ComplexType)]
#[odata(type = "n.address")]
struct Address {
    city: Option<String>,
    floor: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "n.state")]
enum State {
    On,
    Off,
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.device", path = "/devices/{id}")]
struct Device {
    #[odata(key)]
    id: String,
    name: Option<String>,
    size: Option<i64>,
    seen: Option<DateTime<FixedOffset>>,
    born: Option<NaiveDate>,
    #[odata(non_nullable)]
    state: Option<State>,
    tags: Option<Vec<String>>,
    home: Option<Address>,
    #[odata(merge)]
    work: Option<Address>,
    labels: Option<BTreeMap<String, String>>,
    #[odata(navigation)]
    owner: Option<Box<Device>>,
    #[odata(navigation)]
    parts: Option<Vec<Self>>,
    #[serde(flatten)]
    #[odata(open)]
    extra: BTreeMap<String, Value>,
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "n.app", path = "/apps/{id}", is_base)]
struct App {
    #[odata(key)]
    id: Option<String>,
    title: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "n.webApp", path = "/apps/{id}", declared = "n.app")]
struct WebApp {
    #[serde(flatten)]
    #[odata(base)]
    app: App,
    url: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.app", path = "/apps/{id}")]
enum AnyApp {
    Web(WebApp),
    Plain(App),
    #[odata(other)]
    Other(Value),
}

fn answer(body: impl ToString) -> http::Response<Vec<u8>> {
    http::Response::new(body.to_string().into_bytes())
}

fn fault<R: odata_entity::FromResponse>(
    request: &Request<R>,
    body: impl ToString,
) -> odata_entity::DecodeError {
    match request.read(answer(body)) {
        Err(Error::Decode(error)) => *error,
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("read"),
    }
}

fn device(json: Value) -> Device {
    serde_json::from_value(json).unwrap()
}

#[test]
fn values_are_read_exactly_with_no_attribute() {
    let read = device(json!({
        "id": "1", "size": "9007199254740993", "seen": "2017-01-01T00:00:17.7769392-08:00",
        "born": "2020-02-04T00:00:00.0000000Z", "tags": null, "other": 5, "x@y.z": 1, "#n.action": {},
    }));
    assert_eq!(read.size, Some(9_007_199_254_740_993));
    assert_eq!(
        read.seen.unwrap().to_rfc3339(),
        "2017-01-01T00:00:17.776939200-08:00"
    );
    assert_eq!(read.born, NaiveDate::from_ymd_opt(2020, 2, 4));
    assert_eq!(read.tags, None);
    assert_eq!(read.extra, BTreeMap::from([("other".to_owned(), json!(5))]));
    let error = fault(
        &Device::path("1").get(),
        r#"{"id":"1","born":"2020-02-04T01:00:00Z"}"#,
    );
    assert_eq!(error.property(), "born");
}

#[test]
fn an_error_has_the_path_line_and_column_and_no_value() {
    let body = "{\"value\":[{\"id\":\"1\"},\n {\"id\":\"2\",\"parts\":[{\"id\":\"3\",\"home\":{\"floor\":\"SECRET\"}}]}]}";
    let error = fault(&Device::collection().list(), body);
    assert_eq!(error.property(), "value[1].parts[0].home.floor");
    let place = error.read_error();
    assert_eq!((place.line(), place.column()), (2, 47));
    assert!(!format!("{error} {error:?}").contains("SECRET"));
    assert!(
        error
            .to_string()
            .contains("expected an Edm.Int32 as a number, found text"),
        "{error}"
    );
    assert!(error.reason().contains("SECRET"));
    let missing = fault(&Device::path("1").get(), r#"{"parts":[{"name":"x"}],"id":"1"}"#);
    assert_eq!(missing.property(), "parts[0].id");
}

#[test]
fn json_is_applied_to_the_members_that_it_has() {
    let mut device = device(json!({
        "id": "1", "name": "a", "size": 1, "home": {"city": "x", "floor": 1}, "work": {"city": "x", "floor": 1},
        "labels": {"a": "1", "b": "2"}, "open": true, "gone": 1,
    }));
    device
        .apply(
            r#"{"name":null,"home":{"floor":2},"work":{"floor":2},"labels":{"a":null,"c":"3"},"gone":null,"new":[1]}"#,
        )
        .unwrap();
    assert_eq!((device.name.as_deref(), device.size), (None, Some(1)));
    let address = |city: Option<&str>, floor| {
        Some(Address {
            city: city.map(Into::into),
            floor: Some(floor),
        })
    };
    assert_eq!(device.home, address(None, 2), "replaced");
    assert_eq!(device.work, address(Some("x"), 2), "merged");
    let labels: Vec<_> = device
        .labels
        .iter()
        .flatten()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    assert_eq!(labels, [("b", "2"), ("c", "3")]);
    assert_eq!(
        device.extra,
        BTreeMap::from([("new".to_owned(), json!([1])), ("open".to_owned(), json!(true))])
    );
    device.apply(b"{\"size\": 5}").unwrap();
    device.apply(json!({"name": "b"})).unwrap();
    assert_eq!((device.name.as_deref(), device.size), (Some("b"), Some(5)));
    device.apply(r#"{"work": null}"#).unwrap();
    assert_eq!(device.work, None, "null ends a merged value too");
    let error = device.apply(r#"{"size": true}"#).unwrap_err();
    assert_eq!(error.path(), "size");
}

#[test]
fn a_patch_is_applied_as_a_service_that_merges_takes_it() {
    let before =
        device(json!({"id": "1", "name": "a", "home": {"city": "x", "floor": 1}, "labels": {"a": "1"}}));
    let mut after = before.clone();
    (after.name, after.tags) = (None, Some(vec!["t".into()]));
    after.home = Some(Address {
        city: Some("y".into()),
        floor: None,
    });
    after.labels = Some(BTreeMap::from([("b".into(), "2".into())]));
    let mut applied = before.clone();
    applied.apply(&before.diff(&after)).unwrap();
    assert_eq!(applied, after);
}

#[test]
fn a_patch_is_read_with_absent_null_and_value_apart() {
    let patch = Device::patch()
        .name(None)
        .size(5)
        .home(Address::patch().floor(2))
        .tags(vec!["a".to_owned()]);
    let written = serde_json::to_string(&patch).unwrap();
    let read: DevicePatch = serde_json::from_str(&written).unwrap();
    assert_eq!(read, patch);
    assert!(read.name.is_null() && read.seen.is_unchanged() && read.size.as_set() == Some(&5));
    for (json, path) in [
        (r#"{"state":null}"#, "state"),
        (r#"{"size":"x"}"#, "size"),
        (r#"{"name":"a","name":"b"}"#, "name"),
    ] {
        let error = serde_json::from_str::<DevicePatch>(json).unwrap_err().to_string();
        assert!(error.starts_with(&format!("`{path}`: ")), "{error}");
    }
    let error = serde_json::from_str::<WebAppPatch>(r#"{"id":"1"}"#)
        .unwrap_err()
        .to_string();
    assert!(error.contains("`id`: no writable property"), "{error}");
    assert!(serde_json::from_str::<DevicePatch>("{}").unwrap().is_empty());
}

#[test]
fn a_union_is_read_by_its_tag_wherever_it_is() {
    for body in [
        json!({"@odata.type": "#n.webApp", "id": "1", "url": "u"}).to_string(),
        r##"{"id":"1","url":"u","@odata.type":"#n.webApp"}"##.to_owned(),
        r##"{"id":"1","@type":"https://host/$metadata#N.WebApp","url":"u"}"##.to_owned(),
    ] {
        let AnyApp::Web(web) = AnyApp::path("1").get().read(answer(&body)).unwrap() else {
            panic!("{body}")
        };
        assert_eq!(
            (web.app.id.as_deref(), web.url.as_deref()),
            (Some("1"), Some("u"))
        );
    }
    let unknown = json!({"@odata.type": "#n.tvApp", "id": "1", "z": {"a": [1]}});
    let AnyApp::Other(kept) = AnyApp::path("1").get().read(answer(&unknown)).unwrap() else {
        panic!("a variant")
    };
    assert_eq!(kept, unknown);
    assert!(matches!(
        AnyApp::path("1").get().read(answer(r#"{"id":"1"}"#)).unwrap(),
        AnyApp::Plain(_)
    ));
    let mut app = AnyApp::Web(WebApp::default());
    app.apply(r##"{"@odata.type":"#n.webApp","url":"v"}"##).unwrap();
    assert!(
        app.apply(r##"{"@odata.type":"#n.tvApp","url":"w"}"##)
            .unwrap_err()
            .is_other_type()
    );
    assert!(matches!(app, AnyApp::Web(WebApp { url: Some(url), .. }) if url == "v"));
}

#[test]
fn a_value_of_another_type_is_not_read_as_ours() {
    let tv = json!({"@odata.type": "#n.tvApp", "id": "2", "url": "u"});
    let error = fault(&WebApp::path("2").get(), &tv);
    assert!(error.read_error().is_other_type());
    assert!(
        error.to_string().contains("is a `n.tvApp` and not a `n.webApp`"),
        "{error}"
    );
    // The base means what derives from it.
    assert_eq!(
        App::path("2").get().read(answer(&tv)).unwrap().id.as_deref(),
        Some("2")
    );
    let page = json!({"value": [{"@odata.type": "#n.webApp", "id": "1"}, tv, {"id": "3"}]});
    let error = fault(&WebApp::collection().list(), &page);
    assert_eq!(error.property(), "value[1].@odata.type");
    let read = WebApp::collection()
        .list()
        .skip_other_types()
        .read(answer(&page))
        .unwrap();
    assert_eq!((read.value.len(), read.skipped), (2, 1));
}

#[test]
fn a_page_with_an_item_that_cannot_be_read_is_read_all_the_same() {
    let body = r#"{"value":[{"id":"1"},{"id":"2","size":"x"},{"id":"3"}]}"#;
    let page = Device::collection().list().lenient().read(answer(body)).unwrap();
    let ids: Vec<_> = page
        .value
        .iter()
        .map(|item| item.as_ref().map(|device| &*device.id).ok())
        .collect();
    assert_eq!(ids, [Some("1"), None, Some("3")]);
    let error = page.value[1].as_ref().unwrap_err();
    assert_eq!(
        (error.property(), error.body()),
        ("size", &br#"{"id":"2","size":"x"}"#[..])
    );
}

#[test]
fn reading_can_be_left_to_serde() {
    #[derive(Debug, Clone, PartialEq, serde::Deserialize, Entity)]
    #[odata(type = "n.own", path = "/own/{id}", deserialize = false)]
    struct Own {
        #[odata(key)]
        id: Option<String>,
        #[serde(rename = "label")]
        name: Option<String>,
        #[odata(read_only)]
        #[serde(default, deserialize_with = "shouted")]
        note: Option<String>,
    }
    fn shouted<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
        let text: Option<String> = serde::Deserialize::deserialize(from)?;
        Ok(text.map(|text| text.to_uppercase()))
    }
    let read = Own::path("1")
        .get()
        .read(answer(r#"{"label":"x","note":"n"}"#))
        .unwrap();
    assert_eq!(
        read,
        Own {
            id: None,
            name: Some("x".into()),
            note: Some("N".into())
        }
    );
    let error = fault(&Own::path("1").get(), r#"{"label":5}"#);
    assert!(
        !error.to_string().contains('5') || error.to_string().contains("column"),
        "{error}"
    );
}

#[test]
fn other_formats_are_read_through_serde() {
    #[derive(serde::Deserialize)]
    struct Wrapper {
        kind: String,
        #[serde(flatten)]
        rest: BTreeMap<String, Device>,
    }
    let wrapper: Wrapper = serde_json::from_str(r#"{"kind":"k","a":{"id":"1","size":2}}"#).unwrap();
    assert_eq!((&*wrapper.kind, wrapper.rest["a"].size), ("k", Some(2)));
    let error = serde_json::from_value::<Vec<Device>>(json!([{"id": "1", "size": 1.5}])).unwrap_err();
    assert!(error.to_string().starts_with("`size`: "), "{error}");
}

proptest! {
    #[test]
    fn no_body_panics_the_reader(at in any::<prop::sample::Index>(), with in "[ -~\n]{0,3}", cut in 0..4_usize) {
        let whole = r##"{"id":"1","name":"\u00e9","size":"5","seen":"2017-01-01T00:00:17.7Z","state":"on","tags":["a",null],
            "home":{"city":null,"floor":-1.5e3},"labels":{"a":"1"},"parts":[{"id":"2"}],"x@odata.type":"#Int64","x":[true,{}],
            "@odata.type":"#n.webApp","url":"u"}"##;
        let start = at.index(whole.len());
        let end = (start + cut).min(whole.len());
        if let (Some(before), Some(after)) = (whole.get(..start), whole.get(end..)) {
            let body = format!("{before}{with}{after}");
            let read = Device::path("1").get().read(answer(&body));
            let united = AnyApp::path("1").get().read(answer(&body));
            let patch = serde_json::from_str::<DevicePatch>(&body);
            let applied = device(json!({"id": "1"})).apply(&body);
            prop_assert!(read.is_err() || serde_json::from_str::<Value>(&body).is_ok(), "{body}");
            drop((united, patch, applied));
        }
    }
}
