//! Values inside a body: complex values, collections and unions of them, and what a difference holds of those.

use std::collections::BTreeMap;

use odata_entity::{ComplexType, Entity, EnumType, Error, Patch};
use serde_json::{Value, json};

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "n.state")]
enum State {
    On,
    Off,
    UnknownFutureValue,
    #[odata(evolved)]
    Paused,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Default, ComplexType)]
#[odata(type = "n.port")]
struct Port {
    #[odata(non_nullable)]
    number: Option<i32>,
    label: Option<String>,
    state: Option<State>,
    states: Option<Vec<State>>,
}

#[derive(Debug, Clone, PartialEq, Default, ComplexType)]
#[odata(type = "n.proxy")]
struct Proxy {
    host: Option<String>,
    port: Option<Port>,
    ports: Option<Vec<Option<Port>>>,
    labels: Option<BTreeMap<String, String>>,
    #[serde(flatten)]
    #[odata(open)]
    extra: BTreeMap<String, Value>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "n.proxy")]
enum AnyProxy {
    Proxy(Proxy),
    #[odata(other)]
    Unknown(Value),
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "n.device", path = "/devices/{id}", type_tag = "never")]
struct Device {
    #[odata(key)]
    id: Option<String>,
    proxy: Option<Proxy>,
    proxies: Option<Vec<Proxy>>,
    any: Option<AnyProxy>,
    #[odata(merge)]
    merged: Option<Proxy>,
}

fn device(body: Value) -> Device {
    serde_json::from_value(body).unwrap()
}

fn body(patch: &impl Patch) -> Value {
    serde_json::from_slice(&patch.to_json().unwrap()).unwrap()
}

fn difference(before: Value, after: Value) -> Value {
    body(&device(before).diff(&device(after)))
}

/// What must hold for services that merge a complex value and for those that replace it.
#[test]
fn a_whole_value_has_null_for_what_is_gone_at_any_depth() {
    let before = json!({"proxy": {"host": "h", "port": {"number": 1, "label": "a"}, "labels": {"x": "1", "y": "2"}, "o": 1}});
    let after = json!({"proxy": {"port": {"number": 1}, "labels": {"y": "2"}}});
    assert_eq!(
        difference(before.clone(), after),
        json!({"proxy": {
            "host": null, "port": {"number": 1, "label": null}, "labels": {"x": null, "y": "2"}, "o": null,
        }})
    );
    assert_eq!(
        difference(before.clone(), json!({"proxy": {"host": "h"}})),
        json!({"proxy": {"host": "h", "port": null, "labels": null, "o": null}})
    );
    assert_eq!(difference(before.clone(), json!({})), json!({"proxy": null}));
    assert_eq!(difference(before.clone(), before.clone()), json!({}));
    // The same field marked `merge`: only what changed, at any depth.
    let merged = |value: &Value| json!({"merged": value["proxy"]});
    let after = json!({"proxy": {"host": "h", "port": {"number": 2, "label": "a"}, "labels": {"x": "1", "y": "2"}, "o": 1}});
    assert_eq!(
        difference(merged(&before), merged(&after)),
        json!({"merged": {"port": {"number": 2}}})
    );
}

#[test]
fn a_member_that_is_not_nullable_and_gone_is_named_with_its_path() {
    let (before, after) = (
        json!({"proxy": {"port": {"number": 1, "label": "a"}}}),
        json!({"proxy": {"port": {"label": "b"}}}),
    );
    let error = device(before.clone())
        .diff(&device(after.clone()))
        .to_json()
        .unwrap_err();
    assert!(
        matches!(&error, Error::Difference { property, .. } if property == "proxy/port/number"),
        "{error}"
    );
    let lossy = device(before.clone()).diff_lossy(&device(after.clone()));
    assert_eq!(body(&lossy), json!({"proxy": {"port": {"label": "b"}}}));
    let merged = |value: &Value| device(json!({"merged": value["proxy"]}));
    let lossy = merged(&before).diff_lossy(&merged(&after));
    assert_eq!(body(&lossy), json!({"merged": {"port": {"label": "b"}}}));
}

#[test]
fn the_sentinel_inside_a_value_is_left_out_of_what_is_made_of_values() {
    let value = json!({"proxy": {"host": "h", "port": {"number": 1, "state": "unknownFutureValue"}}});
    let read = device(value.clone());
    assert_eq!(
        body(&read.to_patch()),
        json!({"proxy": {"host": "h", "port": {"number": 1}}})
    );
    assert_eq!(
        difference(
            json!({"proxy": {"host": "g", "port": {"number": 1, "state": "on"}}}),
            value
        ),
        json!({"proxy": {"host": "h", "port": {"number": 1}}})
    );
    let listed = device(json!({"proxy": {"host": "h", "port": {"states": ["on", "unknownFutureValue"]}}}));
    assert_eq!(
        body(&listed.to_patch()),
        json!({"proxy": {"host": "h", "port": {}}})
    );
    // What can only be sent whole is left out whole: a collection, and not a union.
    let port = json!({"host": "h", "port": {"state": "unknownFutureValue"}});
    assert!(device(json!({"proxies": [port]})).to_patch().is_empty());
    let mut tagged = port.clone();
    tagged["@odata.type"] = "#n.proxy".into();
    assert_eq!(
        body(&device(json!({"any": tagged})).to_patch()),
        json!({"any": {"@odata.type": "#n.proxy", "host": "h", "port": {}}})
    );
}

#[test]
fn the_sentinel_inside_a_value_set_by_hand_is_an_error_with_its_path() {
    let port = Port {
        state: Some(State::UnknownFutureValue),
        ..Port::default()
    };
    let proxy = Proxy {
        port: Some(port),
        ..Proxy::default()
    };
    let sentinel = |error: Error, path: &str| {
        assert!(
            matches!(&error, Error::Sentinel { property } if property == path),
            "{error} for {path}"
        );
    };
    sentinel(
        Device::patch().proxy(proxy.clone()).to_json().unwrap_err(),
        "proxy/port/state",
    );
    sentinel(
        Device::patch()
            .proxies(vec![proxy.clone()])
            .to_json()
            .unwrap_err(),
        "proxies/port/state",
    );
    sentinel(
        Device::patch()
            .any(AnyProxy::from(proxy.clone()))
            .to_json()
            .unwrap_err(),
        "any/port/state",
    );
    let part = Proxy::patch().port(Port::patch().state(State::UnknownFutureValue));
    sentinel(
        Device::patch().proxy(part).to_json().unwrap_err(),
        "proxy/port/state",
    );
    let created = Device {
        proxy: Some(proxy),
        ..Device::default()
    };
    sentinel(created.to_create().to_json().unwrap_err(), "proxy/port/state");
}

/// The list of the service has a member more than this build can name, so no list of ours is what the user means.
#[test]
fn a_list_with_the_sentinel_and_another_change_is_refused_and_not_dropped() {
    let list = |states: Value| json!({"proxies": [{"port": {"states": states}}]});
    let before = device(list(json!(["on", "unknownFutureValue"])));
    let added = device(list(json!(["on", "off", "unknownFutureValue"])));
    let error = before.diff(&added).to_json().unwrap_err();
    assert!(
        matches!(&error, Error::Sentinel { property } if property == "proxies/port/states"),
        "{error}"
    );
    assert!(before.diff_lossy(&added).is_empty());
    assert!(device(list(json!(["on"]))).diff(&before).is_empty());
}

#[test]
fn unknown_and_evolved_members_at_any_depth_ask_for_them() {
    let prefer = |body: Value| {
        let http = Device::path("1")
            .patch(&device(body).to_patch())
            .to_http("https://x")
            .unwrap();
        http.headers()
            .get("prefer")
            .map(|value| value.to_str().unwrap().to_owned())
    };
    let asked = Some("include-unknown-enum-members".to_owned());
    assert_eq!(prefer(json!({"proxy": {"port": {"state": "off"}}})), None);
    assert_eq!(prefer(json!({"proxy": {"port": {"state": "paused"}}})), asked);
    assert_eq!(
        prefer(json!({"proxies": [{"ports": [null, {"states": ["on", "brandNew"]}]}]})),
        asked
    );
    assert_eq!(
        prefer(json!({"any": {"@odata.type": "n.proxy", "port": {"state": "paused"}}})),
        asked
    );
}

#[test]
fn null_in_collections_and_null_values_are_read_and_written_as_they_are() {
    let value = json!({"proxy": {"host": null, "port": null, "ports": [{"number": 1}, null]}, "any": null, "merged": null});
    let read = device(value);
    let proxy = read.proxy.as_ref().unwrap();
    assert_eq!((&proxy.host, &proxy.port), (&None, &None));
    assert_eq!(proxy.ports.as_ref().unwrap()[1], None);
    assert_eq!(
        body(&read.to_patch()),
        json!({"proxy": {"ports": [{"number": 1}, null]}})
    );
    let mut after = read.clone();
    after.proxy.as_mut().unwrap().ports.as_mut().unwrap()[0] = None;
    assert_eq!(
        body(&read.diff(&after)),
        json!({"proxy": {"ports": [null, null]}})
    );
    // A collection that is not of nulls reports where the null is.
    let error = serde_path_to(json!({"proxies": [{}, null]}));
    assert_eq!(error, "proxies[1]");
}

/// The path that a reading which fails names.
fn serde_path_to(body: Value) -> String {
    let answer = http::Response::new(body.to_string().into_bytes());
    match Device::path("1").get().read(answer) {
        Err(Error::Decode(error)) => error.property().to_owned(),
        other => panic!("{other:?}"),
    }
}

#[derive(Debug, Clone, PartialEq, Default, ComplexType)]
#[odata(type = "n.target", is_base)]
struct TargetBase {
    filter: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, ComplexType)]
#[odata(type = "n.group")]
struct Group {
    #[serde(flatten)]
    #[odata(base)]
    base: TargetBase,
    group: Option<String>,
    #[odata(non_nullable)]
    level: Option<i32>,
    port: Option<Port>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "n.target")]
enum Target {
    Any(TargetBase),
    Group(Group),
    #[odata(other)]
    Unknown(Value),
}

/// A value of its own type inside.
#[derive(Debug, Clone, PartialEq, Default, ComplexType)]
#[odata(type = "n.failure")]
struct Failure {
    code: Option<String>,
    detail: Option<String>,
    #[odata(with = "odata_entity::Boxed")]
    inner: Option<Box<Failure>>,
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "n.assignment", path = "/assignments/{id}", type_tag = "never")]
struct Assignment {
    #[odata(key)]
    id: Option<String>,
    target: Option<Target>,
    failure: Option<Failure>,
    #[odata(with = "odata_entity::Boxed")]
    boxed: Option<Box<Failure>>,
}

fn assignment(body: Value) -> Assignment {
    serde_json::from_value(body).unwrap()
}

fn changes(before: Value, after: Value) -> Value {
    body(&assignment(before).diff(&assignment(after)))
}

/// A service that merges a value would keep what is not sent of it.
#[test]
fn a_union_and_a_box_have_null_for_what_is_gone_too() {
    let group = |rest: Value| {
        let mut group = json!({"@odata.type": "#n.group"});
        group
            .as_object_mut()
            .unwrap()
            .extend(rest.as_object().unwrap().clone());
        json!({"target": group})
    };
    let before = group(json!({"filter": "f", "group": "g", "port": {"number": 1, "label": "a"}}));
    assert_eq!(
        changes(
            before.clone(),
            group(json!({"group": "h", "port": {"number": 1}}))
        ),
        group(json!({"filter": null, "group": "h", "port": {"number": 1, "label": null}}))
    );
    // Nothing is gone; another type; none.
    let added = group(json!({"filter": "f", "group": "h", "port": {"number": 1, "label": "a"}}));
    assert_eq!(changes(before.clone(), added.clone()), added);
    let any = json!({"target": {"@odata.type": "#n.target", "filter": "f"}});
    assert_eq!(changes(before.clone(), any.clone()), any);
    assert_eq!(changes(before.clone(), json!({})), json!({"target": null}));
    let unknown = json!({"target": {"@odata.type": "#n.new", "x": [1]}});
    assert_eq!(changes(before.clone(), unknown.clone()), unknown);
    // What is gone and not nullable is named, or left out.
    let (level, none) = (
        assignment(group(json!({"level": 1}))),
        assignment(group(json!({"group": "g"}))),
    );
    let error = level.diff(&none).to_json().unwrap_err();
    assert!(
        matches!(&error, Error::Difference { property, .. } if property == "target/level"),
        "{error}"
    );
    assert_eq!(body(&level.diff_lossy(&none)), group(json!({"group": "g"})));
    // Two differences merged are the difference of the ends.
    let middle = assignment(group(json!({"group": "g", "port": {"number": 1}})));
    let mut merged = assignment(before).diff(&middle);
    merged.merge(middle.diff(&assignment(group(json!({"port": {"number": 2}})))));
    assert_eq!(
        body(&merged),
        group(json!({"filter": null, "group": null, "port": {"number": 2, "label": null}}))
    );
    for place in ["boxed", "failure"] {
        let failure = |value: Value| json!({place: value});
        let before = failure(json!({"code": "a", "detail": "d", "inner": {"code": "b", "detail": "e"}}));
        assert_eq!(
            changes(
                before.clone(),
                failure(json!({"code": "a", "inner": {"code": "c"}}))
            ),
            failure(json!({"code": "a", "detail": null, "inner": {"code": "c", "detail": null}})),
        );
        assert_eq!(
            changes(before.clone(), failure(json!({"code": "z"}))),
            failure(json!({"code": "z", "detail": null, "inner": null})),
        );
        assert_eq!(changes(before, json!({})), failure(Value::Null));
    }
    let set = Assignment::patch()
        .target(Target::from(TargetBase::default()))
        .boxed(Box::new(Failure::default()));
    assert_eq!(
        body(&set),
        json!({"target": {"@odata.type": "#n.target"}, "boxed": {}})
    );
    assert_eq!(
        body(&Assignment::patch().target(None).boxed(None)),
        json!({"target": null, "boxed": null})
    );
}
