//! Starting and stopping, tokens, and what a test can see of the requests.

mod common;

use std::io::{Read, Write};

use common::sent::{STATUS, STATUSES, directory, send, statuses};
use odata_entity_testing::{EntityType, Property, Service};
use serde_json::{Value, json};

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
#[test]
fn a_service_starts_within_a_runtime_and_stops_when_it_is_dropped() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let service = runtime.block_on(async { statuses().start().await });
    assert_eq!(send(&service, "GET", STATUS).answer().status, 200);
    let authority = service
        .base_url()
        .trim_start_matches("http://")
        .trim_end_matches("/v1.0")
        .to_owned();
    drop(service);
    assert!(std::net::TcpStream::connect(authority).is_err());
}

#[test]
fn one_connection_carries_many_requests() {
    let service = statuses().without_authentication().start_blocking();
    let authority = service
        .base_url()
        .trim_start_matches("http://")
        .trim_end_matches("/v1.0")
        .to_owned();
    let first = format!("GET /v1.0{STATUS} HTTP/1.1\r\nHost: x\r\n\r\n");
    let last = format!("GET /v1.0{STATUSES}/$count HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    let mut connection = std::net::TcpStream::connect(authority).unwrap();
    connection
        .write_all(format!("{first}{first}{last}").as_bytes())
        .unwrap();
    let mut answers = String::new();
    connection.read_to_string(&mut answers).unwrap();
    assert_eq!(answers.matches("HTTP/1.1 200 OK\r\n").count(), 3);
    assert_eq!(
        (
            service.requests().len(),
            service.token().as_str(),
            service.rotate_token().as_str()
        ),
        (3, "", "")
    );
    service.clear();
    assert_eq!(
        (service.requests().len(), service.entities(STATUSES).len()),
        (0, 0)
    );
}

#[test]
fn several_versions_serve_the_same_data() {
    let service = statuses()
        .base_path("/v1.0/")
        .also_base_path("/beta")
        .keep_requests(1)
        .start_blocking();
    let authority = service
        .base_url()
        .trim_start_matches("http://")
        .trim_end_matches("/v1.0")
        .to_owned();
    let token = service.token();
    let get = |path: &str| {
        let head = format!(
            "GET {path}{STATUS} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n\r\n"
        );
        common::sent::exchange(&authority, head.as_bytes()).unwrap()
    };
    for path in ["/v1.0", "/beta"] {
        let context = get(path).json()["@odata.context"].as_str().unwrap().to_owned();
        assert!(
            context.starts_with(&format!("http://{authority}{path}/$metadata#")),
            "{context}"
        );
    }
    assert_eq!(
        (get("").status, get("/v1.0x").status, service.requests().len()),
        (404, 404, 1)
    );
}
