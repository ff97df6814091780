//! Differences of nested values, applied as services apply them, give `after`: by a merge of this file's own, of both
//! kinds that services have, and by the embedded service.

mod common;

use std::collections::BTreeMap;

use odata_entity::{ComplexType, Entity, EnumType, Flags, FlagsType, Patch};
use odata_entity_testing::{ComplexUpdate, EntityType, Property, Service};
use proptest::option;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "n.rights", flags)]
enum Right {
    None,
    Read,
    Write,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, Default, PartialEq, ComplexType)]
#[odata(type = "n.inner")]
struct Inner {
    text: Option<String>,
    rights: Option<Flags<Right>>,
    numbers: Option<Vec<i32>>,
}

#[derive(Debug, Clone, Default, PartialEq, ComplexType)]
#[odata(type = "n.outer")]
struct Outer {
    name: Option<String>,
    inner: Option<Inner>,
    inners: Option<Vec<Inner>>,
    labels: Option<BTreeMap<String, String>>,
    #[serde(flatten)]
    #[odata(open)]
    open: BTreeMap<String, Value>,
}

#[derive(Debug, Clone, Default, PartialEq, ComplexType)]
#[odata(type = "n.circle", base = "n.shape")]
struct Circle {
    radius: Option<i32>,
}

#[derive(Debug, Clone, Default, PartialEq, ComplexType)]
#[odata(type = "n.square", base = "n.shape")]
struct Square {
    side: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "n.shape")]
enum Shape {
    Circle(Circle),
    Square(Square),
    #[odata(other)]
    Unknown(Value),
}

#[derive(Debug, Clone, Default, PartialEq, Entity)]
#[odata(type = "n.base", is_base)]
struct Base {
    #[odata(key)]
    id: Option<String>,
    title: Option<String>,
    whole: Option<Outer>,
}

#[derive(Debug, Clone, Default, PartialEq, Entity)]
#[odata(type = "n.thing", path = "/things/{id}", type_tag = "never")]
struct Thing {
    #[serde(flatten)]
    #[odata(base)]
    base: Base,
    #[odata(merge)]
    merged: Option<Outer>,
    shape: Option<Shape>,
    shapes: Option<Vec<Shape>>,
    rights: Option<Flags<Right>>,
    labels: Option<BTreeMap<String, String>>,
    #[serde(flatten)]
    #[odata(open)]
    open: BTreeMap<String, Value>,
}

/// What a service holds for a value: null and `[]` as nothing, as that is what it is to a reader.
fn held(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.into_iter().map(|(name, value)| (name, held(value)));
            members
                .filter(|(_, value)| !value.is_null() && *value != json!([]))
                .collect()
        }
        Value::Array(items) => items.into_iter().map(held).collect(),
        other => other,
    }
}

fn inner(value: &Inner) -> Value {
    let rights = value.rights.as_ref().map(ToString::to_string);
    json!({"text": value.text, "rights": rights, "numbers": value.numbers})
}

fn outer(value: &Outer) -> Value {
    let mut out = json!(value.open);
    out["name"] = json!(value.name);
    out["inner"] = json!(value.inner.as_ref().map(inner));
    out["inners"] = json!(
        value
            .inners
            .as_ref()
            .map(|inners| inners.iter().map(inner).collect::<Vec<_>>())
    );
    out["labels"] = json!(value.labels);
    out
}

fn shape(value: &Shape) -> Value {
    match value {
        Shape::Circle(circle) => json!({"@odata.type": "#n.circle", "radius": circle.radius}),
        Shape::Square(square) => json!({"@odata.type": "#n.square", "side": square.side}),
        Shape::Unknown(value) => value.clone(),
    }
}

/// The state of a service, by hand and not by what writes bodies.
fn state(thing: &Thing) -> Value {
    let mut out = json!(thing.open);
    out["title"] = json!(thing.base.title);
    out["whole"] = json!(thing.base.whole.as_ref().map(outer));
    out["merged"] = json!(thing.merged.as_ref().map(outer));
    out["shape"] = json!(thing.shape.as_ref().map(shape));
    out["shapes"] = json!(thing.shapes.iter().flatten().map(shape).collect::<Vec<_>>());
    out["rights"] = json!(thing.rights.as_ref().map(ToString::to_string));
    out["labels"] = json!(thing.labels);
    out
}

/// What services do with an object inside a body.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Nested {
    Merge,
    Replace,
}

/// A body takes effect: what is absent stays, null and values take the place of what was there, objects as `nested`
/// sets.
///
/// A dictionary is merged by every service; a value of another type than before is a new value.
fn apply(state: &mut Value, body: &Map<String, Value>, nested: Nested) {
    for (name, value) in body {
        match (value, state.get(name)) {
            (Value::Object(part), Some(Value::Object(_))) => {
                let is_merged = nested == Nested::Merge || matches!(name.as_str(), "merged" | "labels");
                let is_other = part.get("@odata.type") != state[name].get("@odata.type");
                if is_other || !is_merged {
                    state[name] = value.clone();
                } else {
                    // What is inside a merged value is merged too.
                    apply(&mut state[name], part, Nested::Merge);
                }
            }
            _ => state[name] = value.clone(),
        }
    }
}

/// The body without one of its members, for each one at any depth.
fn with_one_less(body: &Value) -> Vec<Value> {
    let Value::Object(members) = body else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for (name, value) in members {
        let mut less = members.clone();
        less.remove(name);
        // `[]` is also written where a collection is gone that was empty before.
        if *value != json!([]) {
            out.push(Value::Object(less));
        }
        for value in with_one_less(value) {
            let mut less = members.clone();
            less.insert(name.clone(), value);
            out.push(Value::Object(less));
        }
    }
    out
}

fn body(before: &Thing, after: &Thing) -> Map<String, Value> {
    serde_json::from_slice(&before.diff(after).to_json().unwrap()).unwrap()
}

fn texts() -> impl Strategy<Value = Option<String>> {
    option::of("[ab]")
}

fn labels() -> impl Strategy<Value = Option<BTreeMap<String, String>>> {
    option::of(proptest::collection::btree_map("[xyz]", "[ab]", 0..3))
}

fn open() -> impl Strategy<Value = BTreeMap<String, Value>> {
    let value = prop_oneof![
        "[ab]".prop_map(Value::from),
        Just(json!(1.5)),
        Just(json!([1, "a"])),
        Just(json!(true)),
    ];
    proptest::collection::btree_map("o[123]", value, 0..3)
}

fn rights() -> impl Strategy<Value = Option<Flags<Right>>> {
    option::of((0..4_u64, option::of("[cd]")).prop_map(|(bits, other)| {
        let known = Right::MEMBERS
            .iter()
            .zip(Right::VALUES)
            .filter(|(_, value)| bits & **value != 0);
        known
            .map(|(right, _)| right.clone())
            .chain(other.map(Right::Other))
            .collect()
    }))
}

fn inners() -> impl Strategy<Value = Inner> {
    (
        texts(),
        rights(),
        option::of(proptest::collection::vec(0..3, 0..3)),
    )
        .prop_map(|(text, rights, numbers)| Inner {
            text,
            rights,
            numbers,
        })
}

fn outers() -> impl Strategy<Value = Option<Outer>> {
    let list = option::of(proptest::collection::vec(inners(), 0..2));
    option::of((texts(), option::of(inners()), list, labels(), open()).prop_map(
        |(name, inner, inners, labels, open)| Outer {
            name,
            inner,
            inners,
            labels,
            open,
        },
    ))
}

fn shapes() -> impl Strategy<Value = Shape> {
    prop_oneof![
        option::of(0..3).prop_map(|radius| Shape::Circle(Circle { radius })),
        option::of(0..3).prop_map(|side| Shape::Square(Square { side })),
        (0..3).prop_map(|size| Shape::Unknown(json!({"@odata.type": "#n.blob", "size": size}))),
    ]
}

fn things() -> impl Strategy<Value = Thing> {
    let plain = (texts(), rights(), labels(), open());
    let shaped = (
        option::of(shapes()),
        option::of(proptest::collection::vec(shapes(), 0..3)),
    );
    (plain, outers(), outers(), shaped).prop_map(
        |((title, rights, labels, open), whole, merged, (shape, shapes))| Thing {
            base: Base {
                id: Some("1".to_owned()),
                title,
                whole,
            },
            merged,
            shape,
            shapes,
            rights,
            labels,
            open,
        },
    )
}

proptest! {
    #[test]
    fn a_difference_applied_is_the_target_whatever_becomes_of_nested_values(before in things(), after in things()) {
        let body = body(&before, &after);
        for nested in [Nested::Merge, Nested::Replace] {
            let mut result = state(&before);
            apply(&mut result, &body, nested);
            prop_assert_eq!(held(result), held(state(&after)), "{:?} of {}", nested, json!(body));
        }
        prop_assert!(before.diff(&before.clone()).is_empty());
    }

    /// The smallest one where it may descend: whatever is left out of it, at any depth, the result is another.
    #[test]
    fn a_merged_value_says_only_what_changed(before in things(), after in things()) {
        let body = body(&before, &after);
        let Some(merged @ Value::Object(_)) = body.get("merged") else { return Ok(()) };
        prop_assume!(before.merged.is_some());
        let result = |merged: &Value| {
            let mut state = state(&before);
            apply(&mut state, json!({"merged": merged}).as_object().unwrap(), Nested::Merge);
            state["merged"].clone()
        };
        let target = result(merged);
        prop_assert_eq!(held(target.clone()), held(state(&after)["merged"].clone()));
        for smaller in with_one_less(merged) {
            prop_assert_ne!(result(&smaller), target.clone(), "{} would do for {}", smaller, merged);
        }
    }

    /// Two differences, one after the other or merged, are one; but for a value that is gone between the two, as one
    /// body cannot be null and then a value.
    #[test]
    fn merged_patches_say_what_they_say_one_after_the_other(a in things(), b in things(), c in things()) {
        prop_assume!(!is_gone_between(&state(&a), &state(&b), &state(&c)));
        let mut one_by_one = state(&a);
        apply(&mut one_by_one, &body(&a, &b), Nested::Merge);
        apply(&mut one_by_one, &body(&b, &c), Nested::Merge);
        let mut patch = a.diff(&b);
        patch.merge(b.diff(&c));
        let merged: Map<String, Value> = serde_json::from_slice(&patch.to_json().unwrap()).unwrap();
        let mut at_once = state(&a);
        apply(&mut at_once, &merged, Nested::Merge);
        prop_assert_eq!(held(at_once), held(one_by_one), "{}", json!(merged));
    }
}

fn is_gone_between(a: &Value, b: &Value, c: &Value) -> bool {
    let (Some(before), Some(after)) = (a.as_object(), c.as_object()) else {
        return false;
    };
    !b.is_object()
        || before
            .iter()
            .any(|(name, value)| after.contains_key(name) && is_gone_between(value, &b[name], &after[name]))
}

/// The types of this file as the embedded service declares them.
fn service(update: ComplexUpdate) -> Service {
    let dictionary = || odata_entity_testing::ComplexType::new("n.labels").open();
    let inner = || {
        odata_entity_testing::ComplexType::new("n.inner")
            .property(Property::string("text"))
            .property(Property::string("rights"))
            .property(Property::int32("numbers").collection())
    };
    // What is inside a merged value is merged too.
    let outer = |update| {
        odata_entity_testing::ComplexType::new("n.outer")
            .property(Property::string("name"))
            .property(Property::complex("inner", inner()).complex_update(update))
            .property(Property::complex("inners", inner()).collection())
            .property(Property::complex("labels", dictionary()).complex_update(ComplexUpdate::Merge))
            .open()
    };
    let derived = |name: &str, property: &str| {
        odata_entity_testing::ComplexType::new(name).property(Property::int32(property))
    };
    let shape = || {
        odata_entity_testing::ComplexType::new("n.shape")
            .derived(derived("n.circle", "radius"))
            .derived(derived("n.square", "side"))
            .derived(derived("n.blob", "size"))
    };
    let thing = EntityType::new("n.thing")
        .key("id")
        .property(Property::string("title"))
        .property(Property::complex("whole", outer(update)).complex_update(update))
        .property(
            Property::complex("merged", outer(ComplexUpdate::Merge)).complex_update(ComplexUpdate::Merge),
        )
        .property(Property::complex("shape", shape()).complex_update(update))
        .property(Property::complex("shapes", shape()).collection())
        .property(Property::string("rights"))
        .property(Property::complex("labels", dictionary()).complex_update(ComplexUpdate::Merge))
        .open();
    Service::builder().entity_set("/things", thing).start_blocking()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_embedded_service_comes_to_the_target(before in things(), after in things()) {
        for update in [ComplexUpdate::Merge, ComplexUpdate::Replace] {
            let service = service(update);
            let mut start = held(state(&before));
            start["id"] = json!("1");
            service.insert("/things/1", start).unwrap();
            let patch = before.diff(&after);
            if !patch.is_empty() {
                let http = Thing::path("1").patch(&patch).to_http("https://x").unwrap();
                let body = serde_json::from_slice(http.body()).unwrap();
                let answer = common::sent::send(&service, "PATCH", "/things/1").json(body).answer();
                prop_assert!(answer.status < 300, "{:?}", answer);
            }
            let mut expected = held(state(&after));
            expected["id"] = json!("1");
            prop_assert_eq!(held(service.entity("/things/1").unwrap()), expected);
        }
    }
}
