//! Paths: keys in every form, parents, type casts, and what leads nowhere.

mod common;

use common::sent::{STATUS, STATUSES, directory, ids, send, statuses};
use serde_json::{Value, json};

#[test]
fn keys_are_one_segment_decoded_once() {
    let service = directory().start_blocking();
    let keys = [
        "a/b", "a?b", "a#b", "a%2Fb", "O'Neil", "a b", "é😀", "$count", "..", "a,b=(c)", "n.user",
    ];
    for key in keys {
        service
            .insert("/users", json!({"id": key, "principalName": format!("{key}@x")}))
            .unwrap();
    }
    let id = |target: &str| {
        send(&service, "GET", target).answer().json()["id"]
            .as_str()
            .map(ToOwned::to_owned)
    };
    let encoded = [
        "a%2Fb",
        "a%3Fb",
        "a%23b",
        "a%252Fb",
        "O%27Neil",
        "a%20b",
        "%C3%A9%F0%9F%98%80",
    ];
    for (encoded, key) in encoded.iter().zip(keys) {
        assert_eq!(id(&format!("/users/{encoded}")).as_deref(), Some(key));
        let quoted = encoded.replace("%27", "''");
        assert_eq!(
            id(&format!("/users('{quoted}')")).as_deref(),
            Some(key),
            "{quoted}"
        );
        assert_eq!(
            id(&format!("/users(id='{quoted}')")).as_deref(),
            Some(key),
            "{quoted}"
        );
        assert_eq!(
            id(&format!("/users(principalName='{quoted}@x')")).as_deref(),
            Some(key),
            "{quoted}"
        );
    }
    assert_eq!(id("/users/O'Neil").as_deref(), Some("O'Neil"));
    assert_eq!(id("/users('%24count')").as_deref(), Some("$count"));
    assert_eq!(id("/users('..')").as_deref(), Some(".."));
    assert_eq!(id("/users('a%2Cb%3D(c)')").as_deref(), Some("a,b=(c)"));
    assert_eq!(id("/users('n.user')").as_deref(), Some("n.user"));
    for target in ["/users/%24x", "/users/O''Neil", "/users/a%252fb", "/users/a/b"] {
        assert_eq!(send(&service, "GET", target).status(), 404, "{target}");
    }
    for target in [
        "/users/..",
        "/users/%2E%2e",
        "/users//a",
        "/users(7)",
        "/users(level='7')",
        "/users('a)",
        "/users()",
    ] {
        assert_eq!(send(&service, "GET", target).status(), 400, "{target}");
    }
}

#[test]
fn parents_that_the_service_knows_must_exist() {
    let service = directory()
        .insert("/users", json!({"id": "1", "principalName": "a@b"}))
        .start_blocking();
    assert_eq!(
        send(&service, "POST", "/users(principalName='a@b')/statuses")
            .json(json!({}))
            .status(),
        201
    );
    assert_eq!(service.entities("/users/1/statuses").len(), 1);
    assert_eq!(send(&service, "GET", "/users/2/statuses").status(), 404);
}

#[test]
fn type_casts_narrow() {
    let service = directory().start_blocking();
    service.insert("/users", json!({"id": "1"})).unwrap();
    service
        .insert(
            "/users",
            json!({"@odata.type": "#n.guest", "id": "2", "host": "x"}),
        )
        .unwrap();
    let get = |target: &str| send(&service, "GET", target).answer();
    let all = get("/users").json();
    assert_eq!(
        (&all["value"][0]["@odata.type"], &all["value"][1]["@odata.type"]),
        (&Value::Null, &json!("#n.guest"))
    );
    let guests = get("/users/n.guest?$filter=host%20eq%20'x'").json();
    assert_eq!(
        (ids(&guests), &guests["value"][0]["@odata.type"]),
        (vec!["2"], &Value::Null)
    );
    assert!(
        guests["@odata.context"]
            .as_str()
            .unwrap()
            .ends_with("#users/n.guest")
    );
    assert_eq!(ids(&get("/users?$filter=n.guest/host%20eq%20'x'").json()), ["2"]);
    assert_eq!(
        (
            get("/users/2/n.guest").status,
            get("/users/1/n.guest").status,
            get("/users/1/n.nope").status
        ),
        (200, 404, 404)
    );
    let patch = |target: &str, body: Value| send(&service, "PATCH", target).json(body).status();
    // Without a tag it stays of its own type.
    assert_eq!(patch("/users/2", json!({"host": "y"})), 200);
    assert_eq!(patch("/users/2/n.guest", json!({"host": "y"})), 200);
    assert_eq!(
        patch("/users/2", json!({"@odata.type": "n.guest", "host": "z"})),
        200
    );
    assert_eq!(
        patch("/users/1", json!({"@odata.type": "#n.guest", "host": "z"})),
        400
    );
}

#[test]
fn what_is_not_served_is_said_so() {
    let service = statuses().start_blocking();
    assert_eq!(send(&service, "GET", "/nope").status(), 404);
    assert_eq!(send(&service, "GET", &format!("{STATUS}/nope")).status(), 404);
    let answer = send(&service, "POST", STATUS).json(json!({})).answer();
    assert_eq!(
        (answer.status, answer.header("Allow")),
        (405, Some("GET, HEAD, PATCH, PUT, DELETE"))
    );
    assert_eq!(send(&service, "PATCH", STATUSES).json(json!({})).status(), 405);
    assert_eq!(
        send(&service, "GET", STATUS)
            .header("Accept", "text/html")
            .status(),
        406
    );
    assert_eq!(
        send(&service, "GET", STATUS)
            .header("OData-Version", "3.0")
            .status(),
        400
    );
    assert_eq!(
        send(&service, "GET", &format!("/{}", "a".repeat(20_000))).status(),
        414
    );
    let small = statuses().body_limit(10).start_blocking();
    assert_eq!(
        send(&small, "PATCH", STATUS)
            .json(json!({"userName": "long enough"}))
            .status(),
        413
    );
}
