//! What `apply` makes of an entity is what the service makes of it: any entity, any patch that the service accepts, over HTTP.

mod common;

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};
use common::sent::send;
use odata_entity::{ComplexType, Entity, EnumType};
use odata_entity_testing::{self as testing, ComplexUpdate, EntityType, Property, Service};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

const PATH: &str = "/devices/1";

#[derive(Debug, Clone, PartialEq, Default, ComplexType)]
#[odata(type = "n.place")]
struct Place {
    city: Option<String>,
    floor: Option<i32>,
    #[odata(merge)]
    inner: Option<Inner>,
}

#[derive(Debug, Clone, PartialEq, Default, ComplexType)]
#[odata(type = "n.inner")]
struct Inner {
    city: Option<String>,
    floor: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, ComplexType)]
#[odata(type = "n.circle", base = "n.shape")]
struct Circle {
    radius: Option<f64>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "n.shape")]
enum Shape {
    Circle(Circle),
    #[odata(other)]
    Other(Value),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "n.state")]
enum State {
    On,
    Off,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.thing", path = "/devices/{id}", is_base)]
struct Thing {
    #[odata(key)]
    id: String,
    name: Option<String>,
    born: Option<NaiveDate>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.device", path = "/devices/{id}")]
struct Device {
    #[serde(flatten)]
    #[odata(base)]
    thing: Thing,
    size: Option<i64>,
    rate: Option<f64>,
    seen: Option<DateTime<FixedOffset>>,
    #[odata(non_nullable)]
    state: Option<State>,
    tags: Option<Vec<String>>,
    counts: Vec<i32>,
    home: Option<Place>,
    #[odata(merge)]
    work: Option<Place>,
    places: Option<Vec<Place>>,
    shape: Option<Shape>,
    labels: Option<BTreeMap<String, String>>,
    any: Option<Value>,
    #[serde(flatten)]
    #[odata(open)]
    more: BTreeMap<String, Value>,
}

fn service() -> Service {
    let members = |name: &str| {
        testing::ComplexType::new(name)
            .property(Property::string("city"))
            .property(Property::int32("floor"))
    };
    let place = members("n.place").property(Property::complex("inner", members("n.inner")));
    let shape = testing::ComplexType::new("n.shape")
        .is_abstract()
        .derived(testing::ComplexType::new("n.circle").property(Property::double("radius")))
        .derived(testing::ComplexType::new("n.square").property(Property::int32("side")));
    let device = EntityType::new("n.device")
        .key("id")
        .property(Property::string("name"))
        .property(Property::date("born"))
        .property(Property::int64("size"))
        .property(Property::double("rate"))
        .property(Property::date_time_offset("seen"))
        .property(Property::enumeration("state", testing::EnumType::new(["on", "off"])).non_nullable())
        .property(Property::string("tags").collection().nullable())
        .property(Property::int32("counts").collection())
        .property(Property::complex("home", place.clone()).complex_update(ComplexUpdate::Replace))
        .property(Property::complex("work", place.clone()))
        .property(Property::complex("places", place).collection().nullable())
        .property(Property::complex("shape", shape).complex_update(ComplexUpdate::Replace))
        .property(Property::complex(
            "labels",
            testing::ComplexType::new("n.labels").open(),
        ))
        .property(Property::untyped("any"))
        .open();
    Service::builder().entity_set("/devices", device).start_blocking()
}

fn text() -> BoxedStrategy<Value> {
    any::<String>().prop_map(Value::from).boxed()
}

/// A value, or null.
fn or_null(value: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Value> {
    prop_oneof![1 => Just(Value::Null), 4 => value].boxed()
}

/// An object with some of the members.
fn some(members: Vec<(&'static str, BoxedStrategy<Value>)>) -> BoxedStrategy<Value> {
    let members: Vec<_> = members
        .into_iter()
        .map(|(name, value)| {
            prop::option::of(value).prop_map(move |value| value.map(|value| (name.to_owned(), value)))
        })
        .collect();
    members
        .prop_map(|members| Value::Object(members.into_iter().flatten().collect::<Map<_, _>>()))
        .boxed()
}

fn place() -> BoxedStrategy<Value> {
    let members = || {
        vec![
            ("city", or_null(text())),
            ("floor", or_null(any::<i32>().prop_map(Value::from))),
        ]
    };
    let mut outer = members();
    outer.push(("inner", or_null(some(members()))));
    some(outer)
}

fn list(item: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    prop::collection::vec(item, 0..3).prop_map(Value::from).boxed()
}

fn shape() -> BoxedStrategy<Value> {
    prop_oneof![
        any::<i16>()
            .prop_map(|radius| json!({"@odata.type": "#n.circle", "radius": f64::from(radius) / 8.0})),
        any::<i32>().prop_map(|side| json!({"@odata.type": "#n.square", "side": side})),
    ]
    .boxed()
}

fn labels() -> BoxedStrategy<Value> {
    some(["a", "b", "c"].map(|name| (name, or_null(text()))).into())
}

/// Members of a device; the key is not among them.
fn properties() -> BoxedStrategy<Value> {
    let untyped = prop_oneof![
        any::<i64>().prop_map(Value::from),
        text(),
        list(text()),
        some(vec![
            ("a", text()),
            ("b", any::<bool>().prop_map(Value::from).boxed())
        ]),
    ];
    some(vec![
        ("name", or_null(text())),
        (
            "born",
            or_null(select(vec![json!("2020-02-29"), json!("1999-12-31")])),
        ),
        ("size", or_null(any::<i64>().prop_map(Value::from))),
        (
            "rate",
            or_null(any::<i32>().prop_map(|rate| Value::from(f64::from(rate) / 16.0))),
        ),
        (
            "seen",
            or_null(select(vec![
                json!("2017-01-01T00:00:17.7769392-08:00"),
                json!("2016-12-31T23:56:44Z"),
            ])),
        ),
        // Null is refused for it, and is no patch that the service accepts.
        ("state", or_null(select(vec![json!("on"), json!("off")]))),
        ("tags", or_null(list(text()))),
        ("counts", list(any::<i32>().prop_map(Value::from).boxed())),
        ("home", or_null(place())),
        ("work", or_null(place())),
        ("places", or_null(list(place()))),
        ("shape", or_null(shape())),
        ("labels", or_null(labels())),
        ("any", or_null(untyped.clone())),
        ("x", or_null(untyped.clone())),
        ("y", or_null(untyped)),
    ])
}

/// What the service has.
fn read(service: &Service) -> Device {
    let answer = send(service, "GET", PATH).answer();
    assert_eq!(answer.status, 200, "{answer:?}");
    Device::path("1")
        .get()
        .read(http::Response::new(answer.body))
        .unwrap()
}

/// Makes the entity, applies the patch on both sides; whether the service accepted it.
fn is_applied_alike(service: &Service, mut entity: Value, patch: &Value) -> bool {
    entity["id"] = json!("1");
    if entity.get("state").is_none_or(Value::is_null) {
        entity["state"] = json!("on");
    }
    service.insert("/devices", entity).unwrap();
    let mut device = read(service);
    let answer = send(service, "PATCH", PATH).json(patch.clone()).answer();
    if answer.status >= 300 {
        assert_eq!(answer.status, 400, "{answer:?}");
        assert_eq!(read(service), device, "a refused patch changes nothing");
        return false;
    }
    let before = device.clone();
    device
        .apply(patch)
        .unwrap_or_else(|error| panic!("{error}: {patch}"));
    let answered: Device = Device::path("1")
        .get()
        .read(http::Response::new(answer.body))
        .unwrap();
    assert_eq!(device, answered, "{before:?}\n{patch}");
    assert_eq!(device, read(service), "{before:?}\n{patch}");
    true
}

proptest! {
    #[test]
    fn a_patch_is_applied_as_the_service_applies_it(cases in prop::collection::vec((properties(), properties()), 8)) {
        // A service for some cases: its threads are dearer than they.
        let service = service();
        for (entity, patch) in cases {
            let has_null_state = patch.get("state").is_some_and(Value::is_null);
            prop_assert_eq!(is_applied_alike(&service, entity, &patch), !has_null_state && patch != json!({}), "{}", patch);
            service.clear();
        }
    }
}

proptest! {
    /// A patch of the derives, made of two entities: what the service then has is the second.
    #[test]
    fn a_difference_leads_to_the_entity_that_it_was_made_of(before in properties(), after in properties()) {
        let service = service();
        let device = |mut json: Value| -> Device {
            json["id"] = json!("1");
            if json.get("state").is_none_or(Value::is_null) {
                json["state"] = json!("on");
            }
            if json["counts"].is_null() {
                json["counts"] = json!([]);
            }
            service.insert("/devices", json).unwrap();
            read(&service)
        };
        let after = device(after);
        let before = device(before);
        let patch = before.diff(&after);
        let sent = Device::path("1").patch(&patch).to_http("https://x");
        if let Err(error) = &sent {
            prop_assert!(matches!(error, odata_entity::Error::EmptyPatch), "{}", error);
        }
        if let Ok(http) = sent {
            let body: Value = serde_json::from_slice(http.body()).unwrap();
            prop_assert_eq!(send(&service, "PATCH", PATH).json(body.clone()).answer().status, 200, "{}", body);
            let mut applied = before.clone();
            applied.apply(&patch).unwrap();
            prop_assert_eq!(&applied, &read(&service), "{}", body);
        }
    }
}
