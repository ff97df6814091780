//! GET of entities and collections, paths and keys, access.

mod support;

use odata_entity_testing::{EntityType, Property, Service};
use serde_json::{Value, json};
use support::{STATUS, STATUSES, directory, documented, send, statuses};

fn numbered(count: u32) -> Service {
    let item = EntityType::new("n.item")
        .key("id")
        .property(Property::int32("rank"))
        .property(Property::string("name"));
    let service = Service::builder()
        .entity_set("/items", item)
        .page_size(4)
        .start_blocking();
    for number in 1..=count {
        let item =
            json!({"id": number.to_string(), "rank": count - number, "name": format!("item {}", number % 2)});
        service.insert("/items", item).unwrap();
    }
    service
}

fn ids(page: &Value) -> Vec<&str> {
    page["value"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect()
}

#[test]
fn an_entity_is_read_with_its_annotations() {
    let service = statuses().start_blocking();
    let answer = send(&service, "GET", STATUS).answer();
    let mut body = answer.json();
    assert_eq!(answer.status, 200);
    assert_eq!(body["@odata.etag"].as_str(), answer.header("ETag"));
    body.as_object_mut()
        .unwrap()
        .retain(|name, _| !name.starts_with('@'));
    assert_eq!(body, documented());

    let selected = send(&service, "GET", &format!("{STATUS}?$select=id,%20status"))
        .answer()
        .json();
    let names: Vec<&String> = selected.as_object().unwrap().keys().collect();
    assert_eq!(names, ["@odata.context", "@odata.etag", "id", "status"]);
    assert!(
        selected["@odata.context"]
            .as_str()
            .unwrap()
            .ends_with("/deviceStatuses(id,status)/$entity")
    );
    let full = send(&service, "GET", STATUS)
        .header("Accept", "application/json;odata.metadata=full")
        .answer()
        .json();
    assert_eq!(
        full["@odata.type"],
        "#microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus"
    );
    let none = send(&service, "GET", STATUS)
        .header("Accept", "application/json;odata.metadata=none")
        .answer()
        .json();
    assert_eq!(none, documented());
}

#[test]
fn a_known_state_is_not_sent_again() {
    let service = statuses().start_blocking();
    let tag = service.entity_tag(STATUS).unwrap();
    let answer = send(&service, "GET", STATUS)
        .header("If-None-Match", &tag)
        .answer();
    assert_eq!(
        (answer.status, answer.body.len(), answer.header("ETag")),
        (304, 0, Some(tag.as_str()))
    );
    assert_eq!(
        send(&service, "GET", STATUS)
            .header("If-None-Match", "W/\"other\"")
            .answer()
            .status,
        200
    );
    let head = send(&service, "HEAD", STATUS).answer();
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[test]
fn pages_follow_one_another_to_the_end() {
    let service = numbered(10);
    let mut target = "/items?$filter=rank%20lt%209&$orderby=rank%20desc&$count=true&$select=id".to_owned();
    let mut seen = Vec::new();
    loop {
        let page = send(&service, "GET", &target).answer().json();
        assert_eq!(page["@odata.count"], 9);
        seen.extend(ids(&page).into_iter().map(ToOwned::to_owned));
        assert!(page["value"][0]["rank"].is_null());
        match page["@odata.nextLink"].as_str() {
            Some(link) => target = link.strip_prefix(service.base_url()).unwrap().to_owned(),
            None => break,
        }
    }
    assert_eq!(seen, ["2", "3", "4", "5", "6", "7", "8", "9", "10"]);
}

#[test]
fn options_shape_a_collection() {
    let service = numbered(10);
    let get = |query: &str| send(&service, "GET", &format!("/items?{query}")).answer().json();
    assert_eq!(ids(&get("$top=2&$skip=3")), ["4", "5"]);
    assert_eq!(ids(&get("$top=6")).len(), 4);
    assert_eq!(ids(&get("$orderby=name,rank&$top=3")), ["10", "8", "6"]);
    assert_eq!(
        ids(&get("$filter=name%20eq%20'item%201'+and+rank%20in%20(1,9)")),
        ["1", "9"]
    );
    assert_eq!(ids(&get("%24filter=endswith(name%2C'0')&x=y&$top=1")), ["2"]);
    let sized = send(&service, "GET", "/items")
        .header("Prefer", "odata.maxpagesize=3")
        .answer();
    assert_eq!(
        (ids(&sized.json()).len(), sized.header("Preference-Applied")),
        (3, Some("odata.maxpagesize=3"))
    );
    let larger = send(&service, "GET", "/items")
        .header("Prefer", "odata.maxpagesize=50")
        .answer();
    assert_eq!(ids(&larger.json()).len(), 4);
    assert_eq!(
        send(&service, "GET", "/items/$count?$filter=rank%20gt%206")
            .answer()
            .body,
        b"3"
    );
    for query in [
        "$top=-1",
        "$top=x",
        "$filter=nope%20eq%201",
        "$select=nope",
        "$orderby=rank%20up",
        "$nope=1",
        "$top=1&$top=2",
        "$filter=%FF",
    ] {
        assert_eq!(
            send(&service, "GET", &format!("/items?{query}")).status(),
            400,
            "{query}"
        );
    }
    assert_eq!(send(&service, "GET", "/items/1?$top=1").status(), 400);
}

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
    assert_eq!(patch("/users/2", json!({"host": "y"})), 400);
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
fn strangers_are_refused() {
    let service = statuses().token("secret").start_blocking();
    let missing = send(&service, "GET", STATUS).without_token().answer();
    assert_eq!(
        (missing.status, &missing.json()["error"]["code"]),
        (401, &json!("InvalidAuthenticationToken"))
    );
    assert!(missing.header("WWW-Authenticate").unwrap().starts_with("Bearer"));
    let wrong = send(&service, "GET", STATUS)
        .without_token()
        .header("Authorization", "Bearer secret2")
        .answer();
    assert!(
        wrong.status == 401
            && wrong
                .header("WWW-Authenticate")
                .unwrap()
                .contains("error=\"invalid_token\"")
    );
    let new = service.rotate_token();
    assert_ne!(new, "secret");
    let old = send(&service, "GET", STATUS)
        .without_token()
        .header("Authorization", "Bearer secret")
        .answer();
    assert!(old.status == 401 && old.header("WWW-Authenticate").unwrap().contains("claims=\""));
    assert_eq!(send(&service, "GET", STATUS).answer().status, 200);
    assert!(!format!("{service:?} {:?}", service.requests()).contains("secret"));
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

#[test]
fn requests_are_recorded_as_they_came() {
    let service = statuses().start_blocking();
    let target = format!("{STATUSES}/a%2fb%20'x'?$select=id&x=%41+b");
    let body = "{ \"userName\" : \"a\" }";
    send(&service, "PATCH", &target)
        .header("X-Second", "2")
        .text("application/json", body)
        .answer();
    let requests = service.requests();
    let [request] = requests.as_slice() else {
        panic!("{requests:?}")
    };
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("PATCH", format!("/v1.0{target}").as_str())
    );
    assert_eq!(
        (request.path().len() + request.query().len() + 1, request.query()),
        (request.target.len(), "$select=id&x=%41+b")
    );
    assert_eq!(request.body, body.as_bytes());
    assert_eq!(request.json(), Some(json!({"userName": "a"})));
    let names: Vec<&str> = request.headers.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "host",
            "connection",
            "x-second",
            "content-type",
            "content-length",
            "authorization"
        ]
    );
    assert_eq!(request.header("CONTENT-TYPE"), Some("application/json"));
    service.clear_requests();
    assert!(service.requests().is_empty());
}

#[test]
fn a_bad_set_up_is_an_error() {
    let set = |template: &str| {
        Service::builder()
            .entity_set(template, EntityType::new("n.x").key("id"))
            .try_start()
    };
    assert!(set("users").is_err() && set("/users/x{id}").is_err());
    assert!(
        Service::builder()
            .entity_set("/users", EntityType::new("n.x"))
            .try_start()
            .is_err()
    );
    let seed = |entity: Value| directory().insert("/users", entity).try_start();
    assert!(seed(json!({"nope": 1})).is_err_and(|error| error.to_string().contains("'nope'")));
    assert!(seed(json!([])).is_err() && seed(json!({"created": "2020-01-01T00:00:00Z"})).is_ok());
    let singleton = Service::builder()
        .singleton("/me", EntityType::new("n.x").property(Property::string("a")))
        .start_blocking();
    assert_eq!(
        send(&singleton, "PATCH", "/me").json(json!({"a": "b"})).status(),
        200
    );
    assert_eq!(singleton.entity("/me"), Some(json!({"a": "b"})));
}
