//! `$batch`: order, dependencies, limits, and one failure that touches no other.

mod common;

use common::sent::{STATUS, directory, documented, send, statuses};
use odata_entity_testing::{BatchUrls, Fault, Service};
use serde_json::{Value, json};

fn batch(service: &Service, requests: Value) -> Vec<Value> {
    let answer = send(service, "POST", "/$batch")
        .json(json!({ "requests": requests }))
        .answer();
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()["responses"].as_array().unwrap().clone()
}

fn patch(id: &str, url: &str, body: Value) -> Value {
    json!({"id": id, "method": "PATCH", "url": url, "headers": {"Content-Type": "application/json"}, "body": body})
}

#[test]
fn each_request_has_its_answer() {
    let service = statuses().start_blocking();
    let answers = batch(
        &service,
        json!([
            patch("a", STATUS, json!({"userName": "x"})),
            patch("b", &format!("{STATUS}x"), json!({"userName": "x"})),
            patch("c", STATUS.trim_start_matches('/'), json!({"status": null})),
            {"id": "d", "method": "GET", "url": format!("{STATUS}?$select=userName")},
            {"id": "e", "method": "DELETE", "url": STATUS},
            {"id": "f", "method": "PATCH", "url": STATUS, "body": {"userName": "x"}},
            {"id": "g", "url": STATUS},
            {"id": "h", "method": "POST", "url": "/$batch", "headers": {"Content-Type": "application/json"}, "body": {"requests": []}},
        ]),
    );
    let statuses: Vec<(&str, u64)> = answers
        .iter()
        .map(|answer| (answer["id"].as_str().unwrap(), answer["status"].as_u64().unwrap()))
        .collect();
    let expected = [
        ("a", 200),
        ("b", 404),
        ("c", 400),
        ("d", 200),
        ("e", 204),
        ("f", 400),
        ("g", 400),
        ("h", 404),
    ];
    assert_eq!(statuses, expected);
    assert_eq!(
        (&answers[3]["body"]["userName"], &answers[4]["body"]),
        (&json!("x"), &Value::Null)
    );
    assert!(answers[0]["headers"]["etag"].is_string() && answers[1]["body"]["error"]["code"].is_string());
    assert!(answers[0]["headers"]["request-id"] != answers[1]["headers"]["request-id"]);
    assert_eq!(service.requests().len(), 1);
}

#[test]
fn children_of_a_failure_are_not_done() {
    let service = statuses().start_blocking();
    let depends = |mut request: Value, on: &[&str]| {
        request["dependsOn"] = json!(on);
        request
    };
    let answers = batch(
        &service,
        json!([
            patch("1", STATUS, json!({"nope": "x"})),
            depends(patch("2", STATUS, json!({"userName": "x"})), &["1"]),
            depends(patch("3", STATUS, json!({"userName": "x"})), &["2"]),
            patch("4", STATUS, json!({"deviceModel": "y"})),
            depends(patch("5", STATUS, json!({"userName": "z"})), &["4"]),
        ]),
    );
    let statuses: Vec<u64> = answers
        .iter()
        .map(|answer| answer["status"].as_u64().unwrap())
        .collect();
    assert_eq!(statuses, [400, 424, 424, 200, 200]);
    assert_eq!(answers[1]["body"]["error"]["code"], "FailedDependency");
    let mut expected = documented();
    (expected["deviceModel"], expected["userName"]) = (json!("y"), json!("z"));
    assert_eq!(service.entity(STATUS), Some(expected));
}

#[test]
fn a_batch_that_is_none_is_refused() {
    let service = statuses().start_blocking();
    let get = |id: &str| json!({"id": id, "method": "GET", "url": STATUS});
    let many: Vec<Value> = (0..21).map(|number| get(&number.to_string())).collect();
    let mut early = get("1");
    early["dependsOn"] = json!(["2"]);
    let bodies = [
        json!({}),
        json!({"requests": 1}),
        json!({"requests": []}),
        json!({"requests": many}),
        json!({"requests": [get("1"), get("1")]}),
        json!({"requests": [early, get("2")]}),
        json!({"requests": [get("")]}),
        json!({"requests": ["x"]}),
    ];
    for body in bodies {
        assert_eq!(
            send(&service, "POST", "/$batch").json(body.clone()).status(),
            400,
            "{body}"
        );
    }
    assert_eq!(batch(&service, json!(many[..20])).len(), 20);
    assert_eq!(send(&service, "GET", "/$batch").status(), 405);
    assert_eq!(
        send(&service, "POST", "/$batch")
            .text("multipart/mixed", "x")
            .status(),
        415
    );
    assert_eq!(
        send(&service, "POST", "/$batch")
            .without_token()
            .json(json!({"requests": [get("1")]}))
            .status(),
        401
    );
    let wide = statuses().batch_limit(21).start_blocking();
    assert_eq!(batch(&wide, json!(many)).len(), 21);
}

#[test]
fn urls_have_the_form_of_the_service() {
    let status = |service: &Service, url: &str| {
        let answers = batch(service, json!([{"id": "1", "method": "GET", "url": url}]));
        answers[0]["status"].as_u64().unwrap()
    };
    let graph = statuses().start_blocking();
    let relative = STATUS.trim_start_matches('/');
    let [rooted, whole] = [format!("/v1.0{STATUS}"), format!("{}{STATUS}", graph.base_url())];
    assert_eq!(
        [STATUS, relative, &rooted, &whole].map(|url| status(&graph, url)),
        [200, 200, 404, 400]
    );
    let odata = statuses().batch_urls(BatchUrls::OData).start_blocking();
    let whole = format!("{}{STATUS}", odata.base_url());
    assert_eq!(
        [STATUS, relative, &rooted, &whole].map(|url| status(&odata, url)),
        [400, 200, 200, 200]
    );
    assert_eq!(status(&odata, "http://127.0.0.1:1/v1.0/x"), 400);
}

#[test]
fn single_requests_of_a_batch_can_fail() {
    let service = directory().reverse_batches().start_blocking();
    let create = |id: &str| {
        let body = json!({"id": id, "principalName": id});
        json!({"id": id, "method": "POST", "url": "/users", "headers": {"content-type": "application/json"}, "body": body})
    };
    let throttled = service.inject(
        Fault::status(429)
            .header("Retry-After", "0.5")
            .in_batch()
            .after(1)
            .once(),
    );
    service.inject(Fault::html(502).in_batch().path("/users").after(1).once());
    service.inject(
        Fault::redirect(302, "https://elsewhere.example/x")
            .in_batch()
            .after(1)
            .once(),
    );
    let answers = batch(
        &service,
        json!([create("a"), create("b"), create("c"), create("d")]),
    );
    let by_id = |id: &str| answers.iter().find(|answer| answer["id"] == id).unwrap();
    assert_eq!(answers[0]["id"], "d");
    assert_eq!(
        (&by_id("b")["status"], &by_id("b")["headers"]["retry-after"]),
        (&json!(429), &json!("0.5"))
    );
    assert_eq!(
        (
            &by_id("c")["status"],
            by_id("c")["body"].as_str().unwrap().get(..4)
        ),
        (&json!(502), Some("PCFE"))
    );
    let moved = by_id("d");
    assert_eq!(
        (&moved["status"], &moved["headers"]["location"]),
        (&json!(302), &json!("https://elsewhere.example/x"))
    );
    assert_eq!(
        (service.hits(throttled), service.entities("/users").len()),
        (1, 1)
    );
}
