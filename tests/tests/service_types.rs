//! What types can have: navigation, open and evolving members, composite keys, required properties, collections.

mod common;

use common::sent::send;
use odata_entity_testing::{ComplexType, EntityType, EnumType, Property, Service};
use serde_json::{Value, json};

fn policies() -> Service {
    let assignment = EntityType::new("n.assignment")
        .key("id")
        .property(Property::string("group").non_nullable());
    let app = ComplexType::new("n.app")
        .is_abstract()
        .property(Property::string("name").read_only())
        .derived(ComplexType::new("n.storeApp").property(Property::string("storeId")))
        .derived(ComplexType::new("n.fileApp").property(Property::binary("content")));
    let state = EnumType::new(["on", "off"]).evolved(["paused"]);
    let policy = EntityType::new("n.policy")
        .key("id")
        .property(Property::string("name").required())
        .property(
            Property::enumeration("state", state.clone())
                .default_value("off")
                .non_nullable(),
        )
        .property(Property::enumeration("states", state).collection())
        .property(Property::enumeration(
            "scopes",
            EnumType::new(["user", "device"]).flags(),
        ))
        .property(Property::complex("apps", app).collection())
        .property(Property::complex("labels", ComplexType::new("n.labels").open()))
        .property(Property::int64("size").non_nullable())
        .property(Property::stream("icon"))
        .property(Property::untyped("extra"))
        .property(Property::navigation("assignments", assignment.clone()).collection())
        .property(Property::navigation("owner", assignment))
        .open();
    let line = EntityType::new("n.line")
        .property(Property::int32("order"))
        .key("order")
        .key("sku")
        .client_keys();
    Service::builder()
        .entity_set("/policies", policy)
        .entity_set("/lines", line)
        .start_blocking()
}

fn patch(service: &Service, body: Value) -> u16 {
    send(service, "PATCH", "/policies/1").json(body).status()
}

#[test]
fn new_entities_have_defaults_and_what_is_required() {
    let service = policies();
    assert_eq!(
        send(&service, "POST", "/policies")
            .json(json!({"state": "on"}))
            .status(),
        400
    );
    let created = send(&service, "POST", "/policies")
        .json(json!({"name": "a", "dynamic": [1]}))
        .answer()
        .json();
    let expected = json!({"state": "off", "states": [], "size": 0, "labels": null, "dynamic": [1]});
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(&created[name], value, "{name}");
    }
    assert!(created.get("icon").is_none() && created.get("assignments").is_none());
}

#[test]
fn related_entities_are_bound_or_inserted() {
    let service = policies();
    let deep = json!({"name": "a", "assignments": [{"group": "g"}]});
    let created = send(&service, "POST", "/policies").json(deep).answer().json();
    let path = format!("/policies/{}", created["id"].as_str().unwrap());
    let expanded = send(
        &service,
        "GET",
        &format!("{path}?$expand=assignments,owner&$select=id"),
    )
    .answer()
    .json();
    assert_eq!(
        (&expanded["assignments"][0]["group"], &expanded["owner"]),
        (&json!("g"), &Value::Null)
    );
    let patch = |body: Value| send(&service, "PATCH", &path).json(body).status();
    assert_eq!(patch(json!({"assignments": []})), 400);
    assert_eq!(patch(json!({"owner@odata.bind": "https://x/y"})), 200);
    assert_eq!(service.entity(&path).unwrap()["owner@odata.bind"], "https://x/y");
    for body in [
        json!({"owner@odata.bind": ["x"]}),
        json!({"name@odata.bind": "x"}),
        json!({"assignments@odata.bind": "x"}),
    ] {
        assert_eq!(patch(body.clone()), 400, "{body}");
    }
    let wrong = json!({"name": "a", "assignments": [{"group": null}, {"nope": 1}]});
    let details = send(&service, "POST", "/policies").json(wrong).answer().json()["error"]["details"].clone();
    assert_eq!(
        (&details[0]["target"], &details[1]["target"]),
        (&json!("assignments/0/group"), &json!("assignments/1/nope"))
    );
}

#[test]
fn bindings_lead_somewhere_and_come_first() {
    let user = EntityType::new("n.user").key("id");
    let group = EntityType::new("n.group")
        .key("id")
        .client_keys()
        .property(Property::navigation("members", user.clone()).collection())
        .property(Property::navigation("owner", user.clone()).non_nullable())
        .property(Property::navigation("deputy", user.clone()));
    let service = Service::builder()
        .entity_set("/users", user)
        .entity_set("/groups", group)
        .insert("/users/1", json!({}))
        .insert("/users/2", json!({}))
        .start_blocking();
    let link = |id: &str| json!(format!("{}/users/{id}", service.base_url()));
    let post = |body: &str| {
        send(&service, "POST", "/groups")
            .text("application/json", body)
            .status()
    };
    let owner = link("1");
    assert_eq!(
        post(&format!(
            r#"{{"id":"a","owner@odata.bind":{owner},"members":[{{}}]}}"#
        )),
        201
    );
    assert_eq!(
        post(&format!(
            r#"{{"id":"b","members":[{{}}],"owner@odata.bind":{owner}}}"#
        )),
        400
    );
    assert_eq!(
        post(&format!(r#"{{"id":"c","owner@odata.bind":{}}}"#, link("3"))),
        400
    );
    assert_eq!(service.entity("/groups/b"), None);
    assert_eq!(service.entity("/groups/c"), None);

    let patch = |body: Value| send(&service, "PATCH", "/groups/a").json(body).status();
    assert_eq!(patch(json!({"members@odata.bind": [link("1")]})), 200);
    assert_eq!(patch(json!({"members@odata.bind": [link("2"), link("1")]})), 200);
    assert_eq!(patch(json!({"members@odata.bind": [link("3")]})), 400);
    assert_eq!(patch(json!({"owner@odata.bind": null})), 400);
    assert_eq!(patch(json!({"deputy@odata.bind": null})), 200);
    let group = service.entity("/groups/a").unwrap();
    assert_eq!(group["members@odata.bind"], json!([link("1"), link("2")]));
    assert_eq!(group["deputy@odata.bind"], Value::Null);
}

#[test]
fn evolved_members_are_for_those_who_ask() {
    let service = policies();
    service
        .insert(
            "/policies",
            json!({"id": "1", "state": "paused", "states": ["on", "paused"]}),
        )
        .unwrap();
    let plain = send(&service, "GET", "/policies/1").answer().json();
    assert_eq!(
        (&plain["state"], &plain["states"]),
        (&json!("unknownFutureValue"), &json!(["on", "unknownFutureValue"]))
    );
    let asked = send(&service, "GET", "/policies/1")
        .header("Prefer", "include-unknown-enum-members")
        .answer();
    assert_eq!(
        (&asked.json()["state"], asked.header("Preference-Applied")),
        (&json!("paused"), Some("include-unknown-enum-members"))
    );
    assert_eq!(patch(&service, json!({"state": "unknownFutureValue"})), 400);
    assert_eq!(patch(&service, json!({"scopes": "user,unknownFutureValue"})), 400);
    assert_eq!(
        patch(&service, json!({"state": "paused", "scopes": "user,device"})),
        200
    );
    let page = send(
        &service,
        "GET",
        "/policies?$filter=scopes%20has%20'device'&$select=id",
    )
    .answer()
    .json();
    assert_eq!(common::sent::ids(&page), ["1"]);
}

#[test]
fn values_of_derived_complex_types_say_which() {
    let service = policies();
    service.insert("/policies", json!({"id": "1"})).unwrap();
    assert_eq!(patch(&service, json!({"apps": [{"storeId": "x"}]})), 400);
    assert_eq!(
        patch(&service, json!({"apps": [{"@odata.type": "#n.policy"}]})),
        400
    );
    assert_eq!(
        patch(
            &service,
            json!({"apps": [{"@odata.type": "#n.storeApp", "name": "x"}]})
        ),
        400
    );
    assert_eq!(patch(&service, json!({"apps": [null]})), 400);
    let apps = json!([{"@odata.type": "#n.storeApp", "storeId": "x"}, {"@odata.type": "n.fileApp", "content": "T0RhdGE="}]);
    assert_eq!(patch(&service, json!({"apps": apps})), 200);
    let stored = service.entity("/policies/1").unwrap();
    assert_eq!(
        stored["apps"][1],
        json!({"@odata.type": "#n.fileApp", "name": null, "content": "T0RhdGE="})
    );
}

#[test]
fn open_members_come_and_go() {
    let service = policies();
    service
        .insert(
            "/policies",
            json!({"id": "1", "color": "red", "labels": {"a": "1", "b": "2"}}),
        )
        .unwrap();
    assert_eq!(
        patch(
            &service,
            json!({"color": null, "weight": 7, "labels": {"a": null, "c": {"d": 1}}, "extra": [1, "x"]})
        ),
        200
    );
    let stored = service.entity("/policies/1").unwrap();
    assert_eq!((stored.get("color"), &stored["weight"]), (None, &json!(7)));
    assert_eq!(
        (&stored["labels"], &stored["extra"]),
        (&json!({"b": "2", "c": {"d": 1}}), &json!([1, "x"]))
    );
    assert_eq!(
        send(&service, "GET", "/policies/$count?$filter=weight%20gt%206")
            .answer()
            .body,
        b"1"
    );
    assert_eq!(
        send(&service, "PUT", "/policies/1")
            .json(json!({"name": "a"}))
            .status(),
        200
    );
    assert_eq!(service.entity("/policies/1").unwrap().get("weight"), None);
    assert_eq!(patch(&service, json!({"icon": "x"})), 400);
}

#[test]
fn composite_keys_are_named() {
    let service = policies();
    let created = send(&service, "POST", "/lines")
        .json(json!({"order": 7, "sku": "a,b"}))
        .answer();
    assert_eq!(
        created.header("Location"),
        Some(format!("{}/lines(order=7,sku='a%2Cb')", service.base_url()).as_str())
    );
    assert_eq!(send(&service, "GET", "/lines(sku='a%2Cb',order=7)").status(), 200);
    for target in [
        "/lines/7",
        "/lines(7)",
        "/lines(order=7)",
        "/lines(order='7',sku='a')",
    ] {
        assert_eq!(send(&service, "GET", target).status(), 400, "{target}");
    }
}
