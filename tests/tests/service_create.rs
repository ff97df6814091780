//! POST, PUT, upsert and DELETE: entities that come, are replaced, and go.

mod common;

use common::sent::{STATUS, STATUSES, directory, send, statuses};
use serde_json::{Value, json};

#[test]
fn what_is_not_there_is_404_unless_its_creation_is_asked_for() {
    let service = statuses().start_blocking();
    let unknown = format!("{STATUSES}/new%2Fone");
    let patch = || send(&service, "PATCH", &unknown).json(json!({"userName": "a"}));
    assert_eq!(patch().status(), 404);
    assert_eq!(
        patch()
            .header("If-Match", "*")
            .header("Prefer", "create-if-missing")
            .status(),
        404
    );
    let created = patch().header("Prefer", "create-if-missing").answer();
    assert_eq!(
        (created.status, created.header("Preference-Applied")),
        (201, Some("create-if-missing"))
    );
    assert_eq!(
        created.header("Location"),
        Some(format!("{}{unknown}", service.base_url()).as_str())
    );
    let stored = service.entity(&unknown).unwrap();
    assert_eq!(
        (&stored["id"], &stored["status"], &stored["userName"]),
        (&json!("new/one"), &json!("unknown"), &json!("a"))
    );
    assert_eq!(patch().header("If-None-Match", "*").status(), 412);
    let other = format!("{STATUSES}/other");
    let put = send(&service, "PUT", &other)
        .json(json!({"userName": "a"}))
        .header("If-None-Match", "*")
        .answer();
    assert_eq!(put.status, 201);
}

#[test]
fn a_put_resets_what_it_leaves_out() {
    let service = directory().insert("/users", json!({
        "id": "1", "principalName": "a@b", "level": 3, "home": {"city": "Ulm", "street": "x"}, "tags": ["a"],
        "created": "2020-01-01T00:00:00Z", "origin": "import",
    })).start_blocking();
    assert_eq!(
        send(&service, "PUT", "/users/1")
            .json(json!({"id": "1", "home": {"city": "Bonn"}}))
            .status(),
        200
    );
    let expected = json!({
        "id": "1", "principalName": "", "level": null, "home": {"city": "Bonn", "street": null}, "tags": [],
        "created": "2020-01-01T00:00:00Z", "origin": "import",
    });
    assert_eq!(service.entity("/users/1"), Some(expected));
    assert_eq!(
        send(&service, "PUT", "/users/1")
            .json(json!({"id": "2"}))
            .status(),
        400
    );
}

#[test]
fn a_create_makes_the_entity_and_says_where_it_is() {
    let service = statuses().start_blocking();
    let created = send(&service, "POST", STATUSES)
        .json(json!({"userName": "a"}))
        .answer();
    assert_eq!(created.status, 201);
    let id = created.json()["id"].as_str().unwrap().to_owned();
    let path = format!("{STATUSES}/{id}");
    assert_eq!(
        created.header("Location"),
        Some(format!("{}{path}", service.base_url()).as_str())
    );
    assert_eq!(
        service.entity(&path).unwrap()["complianceGracePeriodExpirationDateTime"],
        "0001-01-01T00:00:00Z"
    );
    let minimal = send(&service, "POST", STATUSES)
        .json(json!({}))
        .header("Prefer", "return=minimal")
        .answer();
    assert_eq!((minimal.status, minimal.body.len()), (204, 0));
    assert_eq!(minimal.header("OData-EntityId"), minimal.header("Location"));
    assert_eq!(
        send(&service, "POST", STATUSES)
            .json(json!({"id": "mine"}))
            .status(),
        400
    );
    assert_eq!(service.entities(STATUSES).len(), 3);
}

#[test]
fn keys_of_the_client_and_fields_of_the_service() {
    let service = directory().start_blocking();
    let create = |body: Value| send(&service, "POST", "/users").json(body).status();
    assert_eq!(
        create(json!({"id": "..", "principalName": "a@b", "origin": "import"})),
        201
    );
    assert_eq!(create(json!({"id": ".."})), 409);
    assert_eq!(create(json!({"created": "2020-01-01T00:00:00Z"})), 400);
    assert_eq!(
        send(&service, "PATCH", "/users('..')")
            .json(json!({"origin": "x"}))
            .status(),
        400
    );
    assert_eq!(
        send(&service, "PATCH", "/users('..')")
            .json(json!({"home": {"city": "Ulm"}, "tags": ["a"]}))
            .status(),
        200
    );
    assert_eq!(
        send(&service, "PATCH", "/users('..')")
            .json(json!({"home": {"street": "x"}, "tags": null}))
            .status(),
        400
    );
    assert_eq!(
        send(&service, "PATCH", "/users('..')")
            .json(json!({"home": {"street": "x"}, "tags": []}))
            .status(),
        200
    );
    let stored = service.entity("/users('..')").unwrap();
    assert_eq!(
        (&stored["home"], &stored["tags"]),
        (&json!({"city": "Ulm", "street": "x"}), &json!([]))
    );
}

#[test]
fn a_delete_removes_one_entity() {
    let service = statuses().start_blocking();
    assert_eq!(send(&service, "DELETE", STATUS).answer().status, 204);
    assert_eq!(send(&service, "DELETE", STATUS).status(), 404);
    assert!(service.entities(STATUSES).is_empty());
}
