//! The mock service: what it answers, what it records, and how its checks fail.

use std::panic::{AssertUnwindSafe, catch_unwind};

use futures_util::StreamExt as _;
use http::{Method, Request, Response};
use odata_entity::batch::Batch;
use odata_entity::{Client, Entity, Error, FixedToken, Page, TransportErrorKind};
use odata_entity_testing::{Mock, Service};
use serde_json::{Value, json};

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.device", path = "/devices/{id}")]
struct Device {
    #[odata(key)]
    id: String,
    name: Option<String>,
}

fn sent(mock: &Mock, method: Method, target: &str, body: &Value) -> Option<Response<Vec<u8>>> {
    let request = Request::builder()
        .method(method)
        .uri(format!("{}{target}", mock.base_url()));
    mock.answer(request.body(body.to_string().into_bytes()).unwrap())
}

fn status(mock: &Mock, method: Method, target: &str) -> u16 {
    sent(mock, method, target, &Value::Null)
        .unwrap()
        .status()
        .as_u16()
}

/// The message with which a check fails.
fn failure(check: impl FnOnce()) -> String {
    let payload = catch_unwind(AssertUnwindSafe(check)).expect_err("the check fails");
    *payload.downcast::<String>().expect("a message")
}

#[test]
fn the_first_answer_that_fits_and_is_not_used_up_is_given() {
    let mock = Mock::new();
    mock.on("GET", "/a/{x}").once().status(503);
    mock.on("get", "/a/{x}?$top=1").times(2).status(204);
    mock.on("GET", "/a/1").json(json!({"id": "1"}));
    let get = |target: &str| status(&mock, Method::GET, target);
    assert_eq!(
        [get("/a/1"), get("/a/1"), get("/a/1?$top=1"), get("/a/1?%24top=1")],
        [503, 200, 204, 204]
    );
    assert_eq!(get("/a/1?$top=1"), 200);
    assert_eq!(get("/a/2"), 400);
    assert_eq!(status(&mock, Method::POST, "/a/1"), 400);
    mock.on("POST", "/a/{x}").status(4);
    assert_eq!(status(&mock, Method::POST, "/a/1"), 500);
}

#[test]
fn a_request_without_an_answer_is_named_with_those_there_are() {
    let mock = Mock::new();
    mock.on("GET", "/devices/{id}").times(2).status(204);
    let answer = sent(&mock, Method::GET, "/devices", &Value::Null).unwrap();
    let error: Value = serde_json::from_slice(answer.body()).unwrap();
    let message = "the mock has no answer to GET /devices; it answers: GET /devices/{id} (2 more times)";
    assert_eq!(error["error"]["message"], message);
    assert_eq!(
        failure(|| mock.assert_complete()),
        "the mock had no answer to: GET /devices"
    );
    let mock = Mock::new();
    mock.on("GET", "/devices/{id}").times(2).status(204);
    assert_eq!(status(&mock, Method::GET, "/devices/7"), 204);
    assert_eq!(
        failure(|| mock.assert_complete()),
        "nobody asked the mock for: GET /devices/{id} (1 more times)"
    );
}

#[test]
fn a_failed_check_shows_what_differs() {
    let mock = Mock::new();
    mock.on("PATCH", "/devices/{id}").status(204);
    sent(
        &mock,
        Method::PATCH,
        "/devices/a%20b?x=1",
        &json!({"a": 1, "b": [1]}),
    );
    sent(&mock, Method::PATCH, "/devices/c", &json!({}));
    mock.assert_requests(["PATCH /devices/a b?x=1", "PATCH /devices/c"]);
    let shown = failure(|| mock.assert_requests(["PATCH /devices/a%20b?x=1", "GET /devices/c", "GET /d"]));
    let expected = "the requests are not those expected:\n   1 PATCH /devices/a%20b?x=1\n \
                    > 2 came:     PATCH /devices/c\n     expected: GET /devices/c\n \
                    > 3 came:     (nothing)\n     expected: GET /d\n";
    assert_eq!(shown, expected);
    let request = &mock.requests()[0];
    request.assert_json(json!({"b": [1], "a": 1}));
    let shown = failure(|| request.assert_json(json!({"b": [2], "c": null})));
    assert!(shown.contains("/a: came as 1, and was not expected"), "{shown}");
    assert!(shown.contains("/b/0: came as 1, expected as 2"), "{shown}");
    assert!(
        shown.contains("/c: expected as null, and did not come"),
        "{shown}"
    );
    let shown = failure(|| request.assert_header("if-match", "*"));
    assert!(
        shown.contains("has the header 'if-match' nowhere, not \"*\""),
        "{shown}"
    );
    let service = Service::builder().start_blocking();
    assert!(failure(|| service.assert_requests(["GET /x"])).contains("expected: GET /x"));
}

#[tokio::test]
async fn a_request_is_sent_and_read_without_a_client() {
    let mock = Mock::new();
    mock.on("GET", "/devices").json(json!({"value": [{"id": "1"}]}));
    let request = Device::collection().list();
    let answer = mock.answer(request.to_http(mock.base_url()).unwrap()).unwrap();
    let page: Page<Device> = request.read(answer).unwrap();
    assert_eq!(page.value[0].id, "1");
}

#[tokio::test]
async fn a_batch_is_answered_request_by_request() {
    let mock = Mock::new();
    mock.on("GET", "/devices/1")
        .json(json!({"id": "1", "name": "PC"}));
    mock.on("PATCH", "/devices/2").status(412);
    mock.on("DELETE", "/devices/3").status(204);
    let mut batch = Batch::new();
    let read = batch.add(Device::path("1").get());
    let patched = batch.add(Device::path("2").patch(&Device::patch().name("x")));
    let deleted = batch.add(Device::path("3").delete());
    let mut results = mock.client().send_batch(batch).await;
    assert_eq!(results.take(read).unwrap().name.as_deref(), Some("PC"));
    assert!(results.take(patched).unwrap_err().to_string().contains("412"));
    results.take(deleted).unwrap();
    mock.assert_requests(["POST /$batch"]);
    let batched = mock.requests()[0].batched().unwrap();
    let lines: Vec<String> = batched
        .iter()
        .map(|sent| format!("{} {}", sent.method, sent.target))
        .collect();
    assert_eq!(lines, ["GET /devices/1", "PATCH /devices/2", "DELETE /devices/3"]);
    batched[1].assert_json(json!({"@odata.type": "#n.device", "name": "x"}));
    mock.assert_complete();
}

#[tokio::test]
async fn updates_in_bulk_go_through_a_mock() {
    let mock = Mock::new();
    mock.on("PATCH", "/devices/7").once().status(429);
    mock.on("PATCH", "/devices/{id}").status(204);
    let updates = (0..30).map(|id| (Device::path(id.to_string()), Device::patch().name("x")));
    let updates: Vec<_> = updates.collect();
    let outcomes: Vec<_> = mock
        .client()
        .update_all(futures_util::stream::iter(updates))
        .collect()
        .await;
    assert_eq!(
        outcomes.iter().filter(|outcome| outcome.result.is_ok()).count(),
        30
    );
    mock.assert_complete();
}

#[tokio::test]
async fn what_is_lost_is_what_a_broken_connection_is() {
    let mock = Mock::new();
    mock.on("POST", "/devices").lost();
    mock.on("GET", "/devices/1").once().lost();
    mock.on("GET", "/devices/1").json(json!({"id": "1"}));
    let device = Device {
        id: String::new(),
        name: None,
    };
    let error = mock
        .client()
        .send(Device::collection().create(&device))
        .await
        .unwrap_err();
    let Error::Transport(error) = error else {
        panic!("{error}")
    };
    assert_eq!(error.kind(), TransportErrorKind::Interrupted);
    assert_eq!(mock.client().send(Device::path("1").get()).await.unwrap().id, "1");
    assert_eq!(mock.requests().len(), 3);
}

/// The same code gives the same against the mock and against the service.
#[tokio::test]
async fn a_mock_s_error_is_read_as_a_service_s() {
    async fn read(client: &Client) -> String {
        client
            .send(Device::path("none").get())
            .await
            .unwrap_err()
            .to_string()
    }
    let mock = Mock::new();
    mock.on("GET", "/devices/none").status(404);
    let device = odata_entity_testing::EntityType::new("n.device").key("id");
    let service = Service::builder().entity_set("/devices", device).start().await;
    let client = Client::new(service.base_url(), FixedToken::new(service.token())).unwrap();
    for text in [read(&mock.client()).await, read(&client).await] {
        assert!(text.starts_with("the service answered 404 Not Found"), "{text}");
    }
}
