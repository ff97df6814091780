//! Differences: what `before.diff(&after)` holds, applied as a service applies it, gives `after`.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use odata_entity::{Client, Entity, EnumType, Error, FixedToken, Patch, Unrepresentable};
use odata_entity_testing::{EntityType, Property, Service};
use proptest::option;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde::Serialize;
use serde_json::{Map, Value, json};

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "n.level")]
enum Level {
    Low,
    High,
    #[odata(other)]
    Unheard(String),
}

/// One field of every kind that a difference treats in its own way. serde's `Serialize` is the service's state:
/// it is not what writes bodies.
#[derive(Debug, Clone, Serialize, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.row", path = "/rows/{id}")]
struct Row {
    #[odata(key)]
    id: String,
    count: i32,
    text: Option<String>,
    weight: Option<f64>,
    seen: Option<DateTime<FixedOffset>>,
    #[odata(non_nullable)]
    level: Option<Level>,
    tags: Option<Vec<String>>,
    #[odata(null_collection)]
    sizes: Option<Vec<i64>>,
    #[odata(non_nullable)]
    levels: Option<Vec<Level>>,
    gaps: Option<Vec<Option<bool>>>,
    extra: Option<Value>,
    #[odata(read_only)]
    version: Option<i64>,
    #[odata(immutable)]
    origin: Option<String>,
    #[odata(navigation)]
    owner: Option<Value>,
    #[odata(skip)]
    #[serde(skip)]
    cached: u8,
}

/// What the service holds for a row.
fn state(row: &Row) -> Map<String, Value> {
    let Ok(Value::Object(mut state)) = serde_json::to_value(row) else {
        panic!("a row is an object");
    };
    state.remove("owner");
    // A collection of these is never null to a service: nothing in it is the empty one.
    for name in ["tags", "gaps", "levels"] {
        if state[name].is_null() {
            state[name] = json!([]);
        }
    }
    state
}

/// What becomes of a state when this body arrives: absent stays, everything else takes the place of what was there
/// (OData Protocol 4.01, 11.4.3), null as such.
fn apply(mut state: Map<String, Value>, body: &[u8]) -> Map<String, Value> {
    let body: Map<String, Value> = serde_json::from_slice(body).unwrap();
    assert_eq!(body["@odata.type"], "#n.row");
    for (name, value) in body {
        if name != "@odata.type" {
            assert!(state.contains_key(&name), "`{name}` is no property");
            state.insert(name, value);
        }
    }
    state
}

/// Read and written by serde alone, so that 1 and 1.0 are one.
fn normal(state: Map<String, Value>) -> Map<String, Value> {
    self::state(&serde_json::from_value(Value::Object(state)).unwrap())
}

fn patch_body(before: &Row, after: &Row) -> Result<Vec<u8>, Error> {
    let request = Row::path("1").patch(&before.diff(after));
    request
        .to_http("https://graph.example/v1.0")
        .map(http::Request::into_body)
}

/// The properties in which two rows differ as no patch can express.
fn unrepresentable(before: &Row, after: &Row) -> Vec<(&'static str, Unrepresentable)> {
    let gone = |before: bool, after: bool| before && !after;
    [
        ("id", Unrepresentable::Key, before.id != after.id),
        (
            "level",
            Unrepresentable::NonNullableGone,
            gone(before.level.is_some(), after.level.is_some()),
        ),
        (
            "version",
            Unrepresentable::ReadOnly,
            before.version != after.version,
        ),
        (
            "origin",
            Unrepresentable::Immutable,
            before.origin != after.origin,
        ),
    ]
    .into_iter()
    .filter_map(|(name, reason, differs)| differs.then_some((name, reason)))
    .collect()
}

fn date_times() -> impl Strategy<Value = DateTime<FixedOffset>> {
    // To 100 ns, in a handful of instants, so that equal instants with other offsets come up.
    (
        prop_oneof![Just(1_483_257_617_i64), 0..4_000_000_000_i64],
        prop_oneof![Just(0_u32), 0..10_000_000_u32],
        -56..56_i32,
    )
        .prop_map(|(seconds, ticks, quarters)| {
            let offset = FixedOffset::east_opt(quarters * 900).unwrap();
            DateTime::from_timestamp(seconds, ticks * 100)
                .unwrap()
                .with_timezone(&offset)
        })
}

fn doubles() -> impl Strategy<Value = f64> {
    prop_oneof![
        Just(f64::NAN),
        Just(f64::INFINITY),
        Just(f64::NEG_INFINITY),
        Just(0.0),
        Just(1.0),
        any::<f64>(),
    ]
}

fn levels() -> impl Strategy<Value = Level> {
    prop_oneof![
        Just(Level::Low),
        Just(Level::High),
        "[a-z]{1,3}".prop_map(Level::Unheard)
    ]
}

fn extras() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,6}".prop_map(Value::from),
        (any::<u8>(), "[a-c]").prop_map(|(number, name)| json!({"a": [number, null], name: {"b": 1.5}})),
    ]
}

prop_compose! {
    /// The fields that a patch can always express.
    fn writable()(
        count in prop_oneof![Just(1), any::<i32>()],
        text in option::of(prop_oneof![Just(String::new()), "\\PC{0,8}"]),
        weight in option::of(doubles()),
        seen in option::of(date_times()),
        tags in option::of(proptest::collection::vec("[ab\"\\\\]{0,2}", 0..3)),
        sizes in option::of(proptest::collection::vec(any::<i64>(), 0..3)),
        gaps in option::of(proptest::collection::vec(option::of(any::<bool>()), 0..3)),
        extra in option::of(extras()),
        cached in any::<u8>(),
        level in levels(),
        levels in proptest::collection::vec(levels(), 0..3),
    ) -> Row {
        Row {
            id: "1".to_owned(), count, text, weight, seen, level: Some(level), tags, sizes, levels: Some(levels), gaps,
            extra, version: Some(1), origin: None, owner: None, cached,
        }
    }
}

prop_compose! {
    /// Any row at all.
    fn rows()(
        id in prop_oneof![4 => Just("1"), 1 => Just("2")],
        version in prop_oneof![4 => Just(Some(1)), 1 => option::of(0..2_i64)],
        origin in prop_oneof![4 => Just(None), 1 => option::of("[ab]")],
        has_level in prop::bool::weighted(0.8),
        has_levels in prop::bool::weighted(0.8),
        row in writable(),
    ) -> Row {
        Row {
            id: id.to_owned(), version, origin, level: row.level.filter(|_| has_level),
            levels: row.levels.filter(|_| has_levels), ..row
        }
    }
}

proptest! {
    #[test]
    fn a_difference_that_a_patch_can_say_leads_to_the_target(before in writable(), after in writable()) {
        let patch = before.diff(&after);
        if patch.is_empty() {
            prop_assert_eq!(normal(state(&before)), normal(state(&after)));
            prop_assert!(matches!(patch_body(&before, &after), Err(Error::EmptyPatch)));
        } else {
            let body = patch_body(&before, &after).unwrap();
            let found = normal(apply(state(&before), &body));
            prop_assert_eq!(found, normal(state(&after)), "{}", String::from_utf8_lossy(&body));
        }
        prop_assert!(after.diff(&after).is_empty());
    }

    #[test]
    fn any_other_difference_is_an_error_that_names_its_property(before in rows(), after in rows()) {
        let expected = unrepresentable(&before, &after);
        match patch_body(&before, &after) {
            Err(Error::Difference { property, reason }) => {
                prop_assert!(expected.contains(&(&*property, reason)), "{} {:?}", property, expected);
            }
            Err(Error::EmptyPatch) => {
                prop_assert!(before.diff(&after).is_empty());
                prop_assert_eq!(expected, []);
            }
            Err(error) => prop_assert!(false, "{}", error),
            Ok(body) => {
                prop_assert_eq!(expected, []);
                prop_assert!(apply(state(&before), &body).contains_key("id"));
            }
        }
        // Without what cannot be expressed, the rest is still right.
        let lossy = before.diff_lossy(&after);
        if !lossy.is_empty() {
            let request = Row::path("1").patch(&lossy).to_http("https://graph.example").unwrap();
            let found = normal(apply(state(&before), request.body()));
            let reachable = Row {
                id: before.id.clone(), version: before.version, origin: before.origin.clone(),
                level: after.level.clone().or(before.level.clone()),
                ..after
            };
            prop_assert_eq!(found, normal(state(&reachable)));
        } else {
            let (id, version, origin) = (before.id.clone(), before.version, before.origin.clone());
            let level = after.level.clone().or(before.level.clone());
            let reachable = Row { id, version, origin, level, ..after };
            prop_assert_eq!(normal(state(&before)), normal(state(&reachable)));
        }
    }

    #[test]
    fn merged_differences_lead_as_far_as_one_after_the_other(a in writable(), b in writable(), c in writable()) {
        let mut merged = a.diff(&b);
        merged.merge(b.diff(&c));
        if !merged.is_empty() {
            let request = Row::path("1").patch(&merged).to_http("https://graph.example").unwrap();
            prop_assert_eq!(normal(apply(state(&a), request.body())), normal(state(&c)));
        } else {
            prop_assert_eq!(normal(state(&a)), normal(state(&c)));
        }
    }

    #[test]
    fn every_present_property_is_in_to_patch(row in rows()) {
        let body: Map<String, Value> = serde_json::from_slice(
            Row::path("1").patch(&row.to_patch()).to_http("https://graph.example").unwrap().body(),
        ).unwrap();
        let writable = ["count", "text", "weight", "seen", "level", "tags", "sizes", "levels", "gaps", "extra"];
        let state = serde_json::to_value(&row).unwrap();
        let is_there = |name: &str| !state[name].is_null() || name == "weight" && row.weight.is_some();
        let present = writable.iter().copied().filter(|name| is_there(name));
        let found: Vec<_> = body.keys().map(String::as_str).filter(|name| *name != "@odata.type").collect();
        let mut present: Vec<_> = present.collect();
        present.sort_unstable();
        prop_assert_eq!(found, present);
    }
}

/// What the properties above are about comes up often enough to be tested by them.
#[test]
fn any_two_rows_differ_in_every_way() {
    let mut random = TestRunner::deterministic();
    let mut any = || {
        rows()
            .new_tree(&mut random)
            .expect("nothing is filtered")
            .current()
    };
    let (mut sent, mut refused) = (0, BTreeMap::new());
    for _ in 0..256 {
        match patch_body(&any(), &any()) {
            Ok(_) => sent += 1,
            Err(Error::Difference { property, .. }) => *refused.entry(property).or_insert(0) += 1,
            Err(error) => panic!("{error}"),
        }
    }
    assert!(sent >= 16, "{sent}");
    for property in ["id", "level", "version", "origin"] {
        assert!(
            refused.get(property).is_some_and(|times| *times >= 4),
            "{refused:?}"
        );
    }
}

fn row() -> Row {
    serde_json::from_value(json!({
        "id": "1", "count": 1, "weight": "NaN", "seen": "2017-01-01T00:00:17.7769392-08:00", "level": "low",
        "tags": ["a"], "sizes": [1], "levels": [], "version": 1,
    }))
    .unwrap()
}

/// The members that a difference writes, without the tag.
fn members(before: &Row, after: &Row) -> String {
    let body = String::from_utf8(patch_body(before, after).unwrap()).unwrap();
    body.replace(r##""@odata.type":"#n.row","##, "")
}

#[test]
fn nan_equals_nan_and_an_offset_is_a_difference() {
    let before = row();
    assert!(before.diff(&before.clone()).is_empty());
    let mut after = before.clone();
    after.seen = Some("2017-01-01T08:00:17.7769392Z".parse().unwrap());
    assert_eq!(before.seen, after.seen, "the instant is the same");
    assert_eq!(
        members(&before, &after),
        r#"{"seen":"2017-01-01T08:00:17.7769392Z"}"#
    );
    after = before.clone();
    after.weight = Some(1.0);
    assert_eq!(members(&before, &after), r#"{"weight":1.0}"#);
}

#[test]
fn a_collection_that_is_gone_is_emptied_and_nulled_only_where_marked() {
    let before = row();
    let mut after = before.clone();
    (after.tags, after.sizes) = (None, None);
    assert_eq!(members(&before, &after), r#"{"tags":[],"sizes":null}"#);
    assert_eq!(members(&after, &before), r#"{"tags":["a"],"sizes":[1]}"#);
    after = before.clone();
    after.tags = Some(vec!["a".into(), "b".into()]);
    after.levels = Some(vec![Level::High]);
    assert_eq!(
        members(&before, &after),
        r#"{"tags":["a","b"],"levels":["high"]}"#
    );
}

#[test]
fn navigation_and_skipped_fields_are_no_difference() {
    let before = row();
    let mut after = before.clone();
    (after.owner, after.cached) = (Some(json!({"id": "2"})), 9);
    assert!(before.diff(&after).is_empty());
    assert!(before.diff_lossy(&after).is_empty());
}

#[test]
fn the_first_of_several_unrepresentable_differences_is_named() {
    let before = row();
    let mut after = before.clone();
    (after.id, after.version, after.level) = ("2".into(), None, None);
    let error = before.diff(&after).to_json().unwrap_err();
    assert_eq!(
        error.to_string(),
        "a patch cannot express that `id` changed: it is a key, and another key is another entity"
    );
    after.id = before.id.clone();
    let error = before.diff(&after).to_json().unwrap_err();
    assert_eq!(
        error.to_string(),
        "a patch cannot express that `level` is gone: it is not nullable"
    );
    after.level = before.level.clone();
    let error = before.diff(&after).to_json().unwrap_err();
    assert_eq!(
        error.to_string(),
        "a patch cannot express that `version` changed: it is read-only"
    );
    after.version = before.version;
    after.origin = Some("b".into());
    let error = before.diff(&after).to_json().unwrap_err();
    assert_eq!(
        error.to_string(),
        "a patch cannot express that `origin` changed: it is set only when the entity is created"
    );
}

/// The type as the service has it.
fn rows_of_the_service() -> EntityType {
    let levels = || ["low", "high"];
    EntityType::new("n.row")
        .key("id")
        .property(Property::int32("count").non_nullable())
        .property(Property::string("text"))
        .property(Property::double("weight"))
        .property(Property::date_time_offset("seen"))
        .property(Property::enumeration("level", levels()).non_nullable())
        .property(Property::string("tags").collection())
        .property(Property::int64("sizes").collection().nullable())
        .property(Property::enumeration("levels", levels()).collection())
        .property(Property::boolean("gaps").collection())
        .property(Property::untyped("extra"))
        .property(Property::int64("version").read_only())
        .property(Property::string("origin").immutable())
}

/// Only what that type allows: members it has, no null in collections.
fn allowed(mut row: Row) -> Row {
    let known = |level: &mut Level| {
        if matches!(level, Level::Unheard(_)) {
            *level = Level::Low;
        }
    };
    row.level.iter_mut().for_each(known);
    row.levels.iter_mut().flatten().for_each(known);
    for gap in row.gaps.iter_mut().flatten() {
        gap.get_or_insert(true);
    }
    row
}

#[tokio::test]
async fn over_http_a_service_that_merges_arrives_at_the_target() -> Result<(), Error> {
    let service = Service::builder()
        .entity_set("/rows", rows_of_the_service())
        .start()
        .await;
    let client = Client::new(service.base_url(), FixedToken::new(service.token()))?;
    let mut random = TestRunner::deterministic();
    let mut any = || {
        allowed(
            writable()
                .new_tree(&mut random)
                .expect("nothing is filtered")
                .current(),
        )
    };
    let mut before = any();
    service.insert("/rows", state(&before)).unwrap();
    for _ in 0..50 {
        let after = any();
        match client.send(Row::path("1").patch(&before.diff(&after))).await {
            Err(Error::EmptyPatch) => assert!(before.diff(&after).is_empty()),
            answer => assert_eq!(
                answer?.into_entity().map(|row| normal(state(&row))),
                Some(normal(state(&after)))
            ),
        }
        let stored = service.entity("/rows/1").unwrap();
        let stored = stored.as_object().unwrap().clone();
        assert_eq!(normal(stored), normal(state(&after)));
        before = client.send(Row::path("1").get()).await?;
        assert_eq!(normal(state(&before)), normal(state(&after)));
    }
    Ok(())
}

/// What is created together with a plan.
#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "n.step")]
struct Step {
    #[odata(key)]
    id: Option<String>,
    title: Option<String>,
    #[odata(read_only)]
    done: Option<bool>,
    #[odata(navigation, deep)]
    steps: Option<Vec<Step>>,
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "n.plan", path = "/plans/{id}")]
struct Plan {
    #[odata(key)]
    id: Option<String>,
    name: Option<String>,
    #[odata(navigation, deep)]
    steps: Option<Vec<Step>>,
    #[odata(navigation(deep))]
    first: Option<Box<Step>>,
    #[odata(navigation(deep))]
    last: Option<Step>,
    /// Read, and never compared: what it leads to has its own path.
    #[odata(navigation)]
    owner: Option<Value>,
    /// Tells of the answer, not of the entity.
    #[serde(rename = "@odata.etag")]
    etag: Option<String>,
    #[odata(stream)]
    picture: Option<String>,
}

#[test]
fn a_changed_deep_field_is_noted() {
    let step = |id: &str, title: &str| Step {
        id: Some(id.to_owned()),
        title: Some(title.to_owned()),
        ..Step::default()
    };
    let before = Plan {
        name: Some("n".to_owned()),
        steps: Some(vec![step("1", "a"), step("2", "b")]),
        first: Some(Box::new(step("1", "a"))),
        last: Some(step("2", "b")),
        ..Plan::default()
    };
    assert!(before.diff(&before.clone()).is_empty());
    let edit = |edit: &dyn Fn(&mut Plan)| {
        let mut after = before.clone();
        edit(&mut after);
        after
    };
    for (property, after) in [
        ("steps", edit(&|plan| plan.steps = None)),
        ("steps", edit(&|plan| plan.steps.as_mut().unwrap().truncate(1))),
        ("steps", edit(&|plan| plan.steps.as_mut().unwrap().reverse())),
        (
            "steps",
            edit(&|plan| plan.steps.as_mut().unwrap()[0].title = None),
        ),
        // In what no body has, too: a key, a read-only property, an entity further down.
        (
            "steps",
            edit(&|plan| plan.steps.as_mut().unwrap()[0].id = Some("3".to_owned())),
        ),
        (
            "steps",
            edit(&|plan| plan.steps.as_mut().unwrap()[0].done = Some(true)),
        ),
        (
            "steps",
            edit(&|plan| plan.steps.as_mut().unwrap()[0].steps = Some(Vec::new())),
        ),
        ("first", edit(&|plan| plan.first = None)),
        (
            "first",
            edit(&|plan| plan.first.as_mut().unwrap().title = Some("z".to_owned())),
        ),
        ("last", edit(&|plan| plan.last = Some(Step::default()))),
    ] {
        let mut after = after;
        after.name = Some("m".to_owned());
        let diff = before.diff(&after);
        assert!(!diff.is_empty());
        let error = Plan::path("1").patch(&diff).to_http("https://x").unwrap_err();
        assert!(
            matches!(&error, Error::Difference { property: named, reason: Unrepresentable::Navigation } if named == property),
            "{error}"
        );
        assert_eq!(
            error.to_string(),
            format!(
                "a patch cannot express that `{property}` changed: it is a navigation property, whose entities are written at their \
                 own paths or bound (`bind`)"
            )
        );
        // What can be expressed is in the lossy one.
        let lossy = String::from_utf8(before.diff_lossy(&after).to_json().unwrap()).unwrap();
        assert_eq!(lossy, r##"{"@odata.type":"#n.plan","name":"m"}"##);
        // And back.
        assert!(
            Plan::path("1")
                .patch(&after.diff(&before))
                .to_http("https://x")
                .is_err()
        );
    }
}

/// The roles of which no body has a field, and no difference either: each has its reason in the documentation of `diff`.
#[test]
fn what_tells_of_the_answer_or_is_elsewhere_is_no_difference() {
    let before = Plan::default();
    let after = Plan {
        owner: Some(json!({"id": "2"})),
        etag: Some("W/\"2\"".to_owned()),
        picture: Some("https://x/picture".to_owned()),
        ..Plan::default()
    };
    assert!(before.diff(&after).is_empty());
    assert_eq!(after.picture.as_deref(), Some("https://x/picture"));
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.memo", path = "/memos/{id}", type_tag = "never")]
struct Memo {
    #[odata(key)]
    id: String,
    title: Option<String>,
    text: Option<String>,
}

/// A struct does not distinguish null from what was not selected: the documentation of `diff` and `select` states
/// that and shows these ways.
#[tokio::test]
async fn both_sides_of_a_difference_have_the_same_selection() -> Result<(), Error> {
    let memo = EntityType::new("n.memo")
        .key("id")
        .property(Property::string("title"))
        .property(Property::string("text"));
    let service = Service::builder()
        .entity_set("/memos", memo)
        .insert("/memos/1", json!({"title": "a", "text": "b"}))
        .start()
        .await;
    let client = Client::new(service.base_url(), FixedToken::new(service.token()))?;
    let path = Memo::path("1");
    let json = |patch: &MemoPatch| String::from_utf8(patch.to_json().unwrap()).unwrap();
    let full = client.send(path.get()).await?;
    let partly = || client.send(path.get().select((Memo::ID, Memo::TITLE)));
    let part = partly().await?;
    // What the documentation warns of.
    assert_eq!(json(&full.diff(&part)), r#"{"text":null}"#);
    // The same selection on both sides.
    client.send(path.patch(&Memo::patch().title("c"))).await?;
    let later = partly().await?;
    assert_eq!(json(&part.diff(&later)), r#"{"title":"c"}"#);
    // An edited clone.
    let mut edited = later.clone();
    edited.title = Some("d".to_owned());
    client.send(path.patch(&later.diff(&edited))).await?;
    // What is there, and nothing else.
    let partial = Memo {
        id: "1".to_owned(),
        title: None,
        text: Some("e".to_owned()),
    };
    client.send(path.patch(&partial.to_patch())).await?;
    assert_eq!(
        service.entity("/memos/1"),
        Some(json!({"id": "1", "title": "d", "text": "e"}))
    );
    Ok(())
}
