//! Bodies applied to entities, member by member.

use serde_json::json;

use super::*;
use crate::schema::{ComplexType, ComplexUpdate, EntityType};

fn policy() -> EntityType {
    let rule = ComplexType::new("n.rule")
        .property(Property::string("name").immutable())
        .property(Property::int32("level").non_nullable())
        .derived(ComplexType::new("n.deviceRule").property(Property::string("device")));
    EntityType::new("n.policy")
        .key("id")
        .property(Property::string("displayName"))
        .property(Property::int32("version").read_only())
        .property(Property::complex("merged", rule.clone()))
        .property(Property::complex("replaced", rule.clone()).complex_update(ComplexUpdate::Replace))
        .property(Property::complex("rules", rule).collection())
        .property(Property::complex("extra", ComplexType::new("n.extra").open()))
        .property(Property::enumeration("state", ["on", "off", "unknownFutureValue"]).non_nullable())
}

fn change(purpose: Purpose, current: Value, body: Value) -> Result<Value, Vec<String>> {
    let policy = policy();
    let (Value::Object(mut target), Value::Object(body)) = (current, body) else {
        panic!("objects")
    };
    let mut change = Change::new(purpose, &policy.key, false, TypeTags::Checked);
    if let Some(shape) = change.entity_type(&policy.family, &policy.family.declared, &body) {
        change.apply(shape, &body, &mut target);
    }
    let targets: Vec<String> = change.issues.into_iter().map(|issue| issue.target).collect();
    if targets.is_empty() {
        Ok(Value::Object(target))
    } else {
        Err(targets)
    }
}

#[test]
fn complex_values_are_merged_or_replaced() {
    let rule = json!({"name": "a", "level": 1});
    let current = json!({"merged": rule, "replaced": rule});
    let body = json!({"merged": {"level": 2}, "replaced": {"level": 2}});
    let after = change(Purpose::Update, current.clone(), body).unwrap();
    assert_eq!(
        after,
        json!({"merged": {"name": "a", "level": 2}, "replaced": {"name": null, "level": 2}})
    );
    let immutable = json!({"merged": {"name": "b"}, "replaced": {"name": "b"}});
    assert_eq!(
        change(Purpose::Update, current, immutable).unwrap_err(),
        ["merged/name"]
    );
}

#[test]
fn a_value_of_another_type_is_a_new_value() {
    let current = json!({"merged": {"name": "a", "level": 1}});
    let body = json!({"merged": {"@odata.type": "#n.deviceRule", "device": "d"}});
    let after = change(Purpose::Update, current, body).unwrap();
    let expected = json!({"@odata.type": "#n.deviceRule", "name": null, "level": 0, "device": "d"});
    assert_eq!(after["merged"], expected);
    let again = change(Purpose::Update, after, json!({"merged": {"device": "e"}})).unwrap();
    assert_eq!(again["merged"]["device"], "e");
}

#[test]
fn open_values_lose_what_is_null() {
    let current = json!({"extra": {"a": 1, "b": 2}});
    let after = change(Purpose::Update, current, json!({"extra": {"a": null, "c": 3}})).unwrap();
    assert_eq!(after, json!({"extra": {"b": 2, "c": 3}}));
}

#[test]
fn every_fault_is_noted() {
    let body = json!({
        "id": "1", "displayName": 1, "version": 2, "rules": [{"level": null}], "state": "unknownFutureValue",
        "nope": 1, "merged": {"nope": 1}, "displayName@odata.bind": "x", "replaced": "x",
    });
    let targets = change(Purpose::Update, json!({}), body).unwrap_err();
    let expected = [
        "displayName",
        "displayName@odata.bind",
        "id",
        "merged/nope",
        "nope",
        "replaced",
        "rules/0/level",
        "state",
        "version",
    ];
    assert_eq!(targets, expected);
}

#[test]
fn tags_are_checked() {
    for tag in ["#n.policy", "n.policy"] {
        assert!(change(Purpose::Update, json!({}), json!({"@odata.type": tag})).is_ok());
    }
    for tag in [json!("#n.rule"), json!("##n.policy"), json!(1), json!("")] {
        assert!(change(Purpose::Update, json!({}), json!({"@odata.type": tag})).is_err());
    }
}
