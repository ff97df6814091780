//! Requests as values: built into HTTP, and answers read back, with no connection anywhere.

use http::{Response, StatusCode};
use odata_entity::{Entity, Error, Request, Written};
use serde_json::json;

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.thing", path = "/things/{id}")]
struct Thing {
    #[odata(key)]
    id: String,
    name: Option<String>,
    size: Option<i32>,
}

const BASE: &str = "https://graph.example/v1.0";

fn update() -> Request<Written<Thing>> {
    Thing::path("a/b").patch(&Thing::patch().name("x"))
}

fn answer(status: u16, body: impl Into<Vec<u8>>) -> Response<Vec<u8>> {
    let mut answer = Response::new(body.into());
    *answer.status_mut() = StatusCode::from_u16(status).unwrap();
    answer
}

#[test]
fn a_patch_is_a_whole_http_request() {
    let http = update().to_http(BASE).unwrap();
    assert_eq!(http.method(), "PATCH");
    assert_eq!(http.uri(), "https://graph.example/v1.0/things/a%2Fb");
    let mut headers: Vec<_> = http
        .headers()
        .iter()
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
        .collect();
    headers.sort_unstable();
    assert_eq!(
        headers,
        [
            ("accept", "application/json"),
            ("content-type", "application/json"),
            ("odata-maxversion", "4.0"),
            ("odata-version", "4.0"),
        ]
    );
    assert_eq!(http.body(), br##"{"@odata.type":"#n.thing","name":"x"}"##);
}

#[test]
fn without_a_body_there_is_no_content_type() {
    for (request, method) in [
        (Thing::path("1").get().to_http(BASE), "GET"),
        (Thing::path("1").delete().to_http(BASE), "DELETE"),
        (Thing::collection().list().to_http(BASE), "GET"),
    ] {
        let http = request.unwrap();
        assert_eq!((http.method().as_str(), http.body().len()), (method, 0));
        assert!(!http.headers().contains_key("content-type"));
        assert_eq!(http.headers()["accept"], "application/json");
    }
}

#[test]
fn a_request_can_be_built_again_and_again() {
    let request = update();
    let first = request.to_http(BASE).unwrap();
    let second = request.clone().to_http("https://other.example").unwrap();
    assert_eq!(first.body(), second.body());
    assert_eq!(second.uri(), "https://other.example/things/a%2Fb");
    assert_eq!(
        (request.method().as_str(), request.template()),
        ("PATCH", "/things/{id}")
    );
    let shown = format!("{request:?}");
    assert_eq!(
        shown,
        r#"Request { method: PATCH, template: "/things/{id}", .. }"#
    );
}

#[test]
fn headers_are_set_or_refused() {
    let http = update()
        .if_match("W/\"1\"")
        .with_header("x-own", "v")
        .to_http(BASE)
        .unwrap();
    assert_eq!(http.headers()["if-match"], "W/\"1\"");
    assert_eq!(http.headers()["x-own"], "v");
    assert_eq!(
        update().if_match_any().to_http(BASE).unwrap().headers()["if-match"],
        "*"
    );
    for (request, expected) in [
        (update().if_match("a\r\nb: c"), "If-Match"),
        (update().with_header("x-own", "a\nb"), "x-own"),
        (update().with_header("x own", "a"), "x own"),
        (update().prefer("a\nb"), "Prefer"),
    ] {
        assert!(matches!(request.to_http(BASE), Err(Error::Header { name }) if name == expected));
    }
}

#[test]
fn base_urls_may_end_in_a_slash_and_have_a_path() {
    for (base, expected) in [
        ("https://h.example", "https://h.example/things/a%2Fb"),
        ("https://h.example/", "https://h.example/things/a%2Fb"),
        ("https://h.example/v1.0/", "https://h.example/v1.0/things/a%2Fb"),
        (
            "http://127.0.0.1:8080/a/b",
            "http://127.0.0.1:8080/a/b/things/a%2Fb",
        ),
        ("http://[::1]:80/", "http://[::1]:80/things/a%2Fb"),
    ] {
        assert_eq!(update().to_http(base).unwrap().uri(), expected);
    }
}

#[test]
fn other_base_urls_are_errors_that_show_no_secret() {
    for base in [
        "",
        "/v1.0",
        "graph.example/v1.0",
        "ftp://graph.example",
        "https://",
        "https://h.example?x=1",
        "https://h.example/#top",
        "https://user:secret@h.example/v1.0",
        "https://secret@h.example",
        "https://h example",
        "https://h.example/v1.0\r\nHost: evil",
    ] {
        let error = update().to_http(base).unwrap_err();
        assert!(matches!(error, Error::BaseUrl { .. }), "{base}: {error}");
        assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
        assert_eq!(error.to_string().lines().count(), 1);
    }
}

#[test]
fn mistakes_are_told_when_the_request_is_built() {
    assert!(matches!(
        Thing::path("").patch(&Thing::patch().name("x")).to_http(BASE),
        Err(Error::Path(error)) if error.placeholder() == "id"
    ));
    let empty = Thing::path("1").patch(&Thing::patch());
    assert!(matches!(empty.to_http(BASE), Err(Error::EmptyPatch)));
}

#[test]
fn a_patch_is_answered_with_the_entity_or_nothing_or_later() {
    let body = r#"{"@odata.context":"c","id":"1","name":"x","size":2}"#;
    for status in [200, 201] {
        let written = update().read(answer(status, body)).unwrap();
        assert_eq!(written.entity().unwrap().size, Some(2));
        assert_eq!(written.into_entity().unwrap().id, "1");
    }
    let mut no_content = answer(204, "");
    no_content
        .headers_mut()
        .insert("etag", "W/\"2\"".parse().unwrap());
    let written = update().read(no_content).unwrap();
    assert_eq!(
        written,
        Written::NoContent {
            id: None,
            etag: Some("W/\"2\"".into())
        }
    );
    assert_eq!(written.entity(), None);
    assert_eq!(
        update().read(answer(200, "")).unwrap(),
        Written::NoContent { id: None, etag: None }
    );
    let mut accepted = answer(202, "");
    let monitor = "https://h.example/monitor/1";
    accepted
        .headers_mut()
        .insert("location", monitor.parse().unwrap());
    let written = update().read(accepted).unwrap();
    assert_eq!(written.monitor(), Some(monitor));
    assert_eq!(
        update().read(answer(202, "{}")).unwrap(),
        Written::Accepted { monitor: None }
    );
}

#[test]
fn other_requests_read_what_they_ask_for() {
    let one = Thing::path("1").get().read(answer(200, r#"{"id":"1"}"#)).unwrap();
    assert_eq!((&*one.id, one.name), ("1", None));
    let page = Thing::collection()
        .list()
        .read(answer(200, r#"{"value":[{"id":"1"},{"id":"2"}]}"#));
    assert_eq!(page.unwrap().value.len(), 2);
    Thing::path("1").delete().read(answer(204, "")).unwrap();
}

#[test]
fn a_body_that_cannot_be_read_is_kept_with_its_status() {
    for (status, body, property) in [
        (200, "{", ""),
        (200, r#"{"id":"1","na"#, ""),
        (201, "<!DOCTYPE html><html>Sign in</html>", ""),
        (200, "[]", ""),
        (200, r#"{"value":[]}"#, "id"),
        (200, r#"{"id":1}"#, "id"),
        (200, r#"{"id":"1","size":"big"}"#, "size"),
        (200, r#"{"id":"1","name":{"a":[]}}"#, "name"),
        (200, r#"{"id":"1"} and more"#, ""),
    ] {
        let error = update().read(answer(status, body)).unwrap_err();
        let Error::Decode(decode) = &error else {
            panic!("{body}: {error}")
        };
        assert_eq!(decode.property(), property, "{body}: {decode}");
        assert!(!decode.reason().is_empty());
        assert_eq!(error.status().unwrap(), status);
        assert_eq!(error.body(), Some(body.as_bytes()));
        assert!(!format!("{error:?}").contains("Sign in"), "{error:?}");
        assert_eq!(error.to_string().lines().count(), 1, "{error}");
    }
    let bytes = vec![0xff, 0xfe, 0];
    let error = Thing::path("1")
        .get()
        .read(answer(200, bytes.clone()))
        .unwrap_err();
    assert_eq!(error.body(), Some(&*bytes));
}

#[test]
fn a_change_that_is_answered_with_nothing_is_made() {
    for body in ["", " \r\n", "\u{feff}", "null", "\u{feff} null\n"] {
        let written = update().read(answer(200, body)).unwrap();
        assert!(
            matches!(written, Written::NoContent { .. }),
            "{body:?}: {written:?}"
        );
    }
    let written = update().read(answer(200, "\u{feff}{\"id\":\"1\"}")).unwrap();
    assert_eq!(written.entity().map(|thing| thing.id.as_str()), Some("1"));
}

#[test]
fn what_is_said_of_a_body_leaves_its_values_out() {
    let body = r#"{"id":"1","size":"SECRET"}"#;
    let error = update().read(answer(200, body)).unwrap_err();
    for shown in [error.to_string(), format!("{error:?}")] {
        assert!(shown.contains("size") && !shown.contains("SECRET"), "{shown}");
    }
    let Error::Decode(decode) = error else {
        panic!("no decoding error")
    };
    assert!(decode.reason().contains("SECRET"), "{}", decode.reason());
}

#[test]
fn where_an_entity_was_asked_for_an_empty_body_is_an_error() {
    for status in [200, 204] {
        let error = Thing::path("1").get().read(answer(status, "")).unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{error}");
        assert_eq!(
            (error.status().unwrap().as_u16(), error.body()),
            (status, Some(&b""[..]))
        );
    }
}

#[test]
fn a_wrong_item_of_a_page_is_named() {
    let body = r#"{"value":[{"id":"1"},{"id":"2","size":"x"}]}"#;
    let error = Thing::collection().list().read(answer(200, body)).unwrap_err();
    let Error::Decode(decode) = error else {
        panic!("{error}")
    };
    assert_eq!(decode.property(), "value[1].size");
    let error = Thing::collection()
        .list()
        .read(answer(200, r#"{"value":[{"id":"1","na"#))
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("cannot be read at `value[0]`: EOF in text"),
        "{error}"
    );
    let error = Thing::collection()
        .list()
        .read(answer(200, r#"{"id":"1"}"#))
        .unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
}

#[test]
fn the_services_error_is_parsed_and_kept() {
    let body = json!({"error": {
        "code": "BadRequest", "message": "Property\n'x' is unknown", "target": "x",
        "details": [{"code": "d", "message": "m", "target": "t"}, {"code": "e", "message": "n"}],
        "innerError": {"request-id": "7"},
    }})
    .to_string();
    let mut response = answer(400, body.clone());
    response.headers_mut().insert("request-id", "7".parse().unwrap());
    let error = update().read(response).unwrap_err();
    let service = error.service().unwrap();
    assert_eq!(service.status(), 400);
    assert_eq!(
        (service.code(), service.message(), service.target()),
        ("BadRequest", "Property\n'x' is unknown", Some("x"))
    );
    assert_eq!(service.details().len(), 2);
    assert_eq!(service.details()[0].target.as_deref(), Some("t"));
    assert_eq!(service.inner_error().unwrap()["request-id"], "7");
    assert_eq!(service.headers()["request-id"], "7");
    assert_eq!(service.body(), body.as_bytes());
    assert_eq!(
        error.to_string(),
        "the service answered 400 Bad Request: BadRequest: Property 'x' is unknown (target `x`) (request id 7)"
    );
}

#[test]
fn an_error_of_any_other_shape_keeps_status_and_body() {
    for body in [
        "",
        "<html>Bad Gateway</html>",
        "{",
        r#"{"error":null}"#,
        r#"{"error":{"code":[5]}}"#,
        r#"{"error":{"details":null,"message":null}}"#,
        "[]",
    ] {
        let error = update().read(answer(502, body)).unwrap_err();
        let service = error.service().unwrap();
        assert_eq!(
            (service.status().as_u16(), service.body()),
            (502, body.as_bytes())
        );
        assert_eq!((service.code(), service.message()), ("", ""));
        assert_eq!(
            error.to_string(),
            format!(
                "the service answered 502 Bad Gateway with a body of {} bytes that is no OData error",
                body.len()
            )
        );
    }
}
