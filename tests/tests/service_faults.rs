//! Faults: each happens as it was declared, to the requests it was declared for, and the state shows whether the work
//! was done.

mod common;

use std::io::ErrorKind;
use std::time::{Duration, Instant};

use common::sent::{STATUS, STATUSES, Send, documented, exchange, send, statuses};
use odata_entity_testing::{Fault, Recorder, RetryAfter, Service, Throttle};
use serde_json::json;

fn patch(service: &Service) -> Send<'_> {
    send(service, "PATCH", STATUS).json(json!({"userName": "new"}))
}

fn user(service: &Service) -> String {
    service.entity(STATUS).unwrap()["userName"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn a_status_comes_with_every_form_of_retry_after() {
    let service = statuses().start_blocking();
    let wait = Duration::from_millis(2128);
    let forms = [
        RetryAfter::Seconds(wait),
        RetryAfter::Decimal(wait),
        RetryAfter::Date(wait),
        RetryAfter::Milliseconds(wait),
    ];
    for form in forms {
        service.inject(Fault::status(429).retry_after(form).once());
    }
    let answers: Vec<_> = forms.iter().map(|_| patch(&service).answer()).collect();
    let header = |index: usize, name: &str| answers[index].header(name).map(ToOwned::to_owned);
    assert!(
        answers
            .iter()
            .all(|answer| answer.status == 429 && answer.json()["error"]["code"] == "TooManyRequests")
    );
    assert_eq!(header(0, "retry-after").as_deref(), Some("3"));
    assert_eq!(header(1, "retry-after").as_deref(), Some("2.128"));
    assert!(header(2, "retry-after").is_some_and(|date| date.ends_with(" GMT") && date.len() == 29));
    assert_eq!(
        (header(3, "retry-after-ms").as_deref(), header(3, "retry-after")),
        (Some("2128"), None)
    );
    assert_eq!(user(&service), "User Name value");
    assert_eq!(patch(&service).status(), 200);
}

#[test]
fn a_dropped_connection_may_have_done_its_work() {
    let service = statuses().start_blocking();
    service.inject(Fault::drop_before_work().once());
    assert_eq!(
        patch(&service).try_answer().unwrap_err().kind(),
        ErrorKind::UnexpectedEof
    );
    assert_eq!(user(&service), "User Name value");
    service.inject(Fault::drop_after_work().once());
    assert_eq!(
        patch(&service).try_answer().unwrap_err().kind(),
        ErrorKind::UnexpectedEof
    );
    assert_eq!((user(&service).as_str(), service.requests().len()), ("new", 2));
    assert_eq!(patch(&service).status(), 200);
}

#[test]
fn bodies_break() {
    let service = statuses().start_blocking();
    let get = || send(&service, "GET", STATUS);
    let whole = get().answer().body.len();

    service.inject(Fault::truncated_body().once());
    assert_eq!(get().try_answer().unwrap_err().kind(), ErrorKind::UnexpectedEof);

    service.inject(Fault::slow_body(Duration::from_millis(20)).once());
    let start = Instant::now();
    assert_eq!(get().answer().body.len(), whole);
    assert!(start.elapsed() >= Duration::from_millis(160));

    service.inject(Fault::huge_body(300_000).once());
    let huge = get().answer();
    assert_eq!(huge.header("content-length"), None);
    assert!(huge.body.len() >= 300_000);

    service.inject(Fault::html(502).once());
    let page = get().answer();
    assert!(page.status == 502 && page.body.starts_with(b"<!DOCTYPE html>"));
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));

    service.inject(Fault::delay(Duration::from_millis(50)).once());
    let start = Instant::now();
    assert_eq!(get().status(), 200);
    assert!(start.elapsed() >= Duration::from_millis(50));
}

#[test]
fn links_and_redirects_lead_elsewhere() {
    let foreign = Recorder::start_blocking();
    let service = statuses().start_blocking();
    let elsewhere = format!("{}/v1.0/x?y=%41", foreign.base_url());
    service.inject(Fault::redirect(307, &elsewhere).method("PATCH"));
    service.inject(
        Fault::next_link(&elsewhere)
            .path("/deviceAppManagement/*/*/deviceStatuses")
            .once(),
    );
    service.inject(Fault::looping_next_link());
    let moved = patch(&service).answer();
    assert_eq!(
        (moved.status, moved.header("location")),
        (307, Some(elsewhere.as_str()))
    );
    let page = || {
        send(&service, "GET", &format!("{STATUSES}?$top=1"))
            .answer()
            .json()
    };
    assert_eq!(page()["@odata.nextLink"], elsewhere);
    assert_eq!(
        page()["@odata.nextLink"],
        format!("{}{STATUSES}?$top=1", service.base_url())
    );
    assert_eq!(
        send(&service, "GET", STATUS).answer().json()["@odata.nextLink"],
        json!(null)
    );

    let authority = foreign.base_url().trim_start_matches("http://");
    let request =
        "GET /v1.0/x?y=%41 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer z\r\n\r\n";
    assert_eq!(exchange(authority, request.as_bytes()).unwrap().body, b"{}");
    let requests = foreign.requests();
    assert_eq!(
        (requests[0].target.as_str(), requests[0].header("authorization")),
        ("/v1.0/x?y=%41", Some("Bearer z"))
    );
}

#[test]
fn rates_are_the_same_in_every_run() {
    let run = || {
        let service = statuses().start_blocking();
        let throttled = service.inject(Fault::status(429).rate(0.3, 1));
        let down = service.inject(Fault::status(503).rate(0.2, 2));
        let statuses: Vec<u16> = (0..60).map(|_| patch(&service).status()).collect();
        let count = |wanted: u16| statuses.iter().filter(|status| **status == wanted).count() as u64;
        assert_eq!(
            (count(429), count(503)),
            (service.hits(throttled), service.hits(down))
        );
        assert!(
            count(429) > 5 && count(503) > 3 && count(200) > 20,
            "{statuses:?}"
        );
        service.clear_faults();
        assert_eq!(patch(&service).status(), 200);
        statuses
    };
    assert_eq!(run(), run());
}

#[test]
fn too_many_writes_have_to_wait() {
    let window = Duration::from_millis(1500);
    let throttle = Throttle::writes(3, window).retry_after(RetryAfter::Decimal);
    let service = statuses().throttle(throttle).start_blocking();
    let first = patch(&service).answer();
    assert_eq!(
        (first.status, first.header("ratelimit-remaining")),
        (200, Some("2"))
    );
    assert_eq!(first.header("x-ms-throttle-limit-percentage"), None);
    let request = json!({"method": "PATCH", "url": STATUS, "headers": {"Content-Type": "application/json"}, "body": {"userName": "b"}});
    let with_id = |id: &str| {
        let mut request = request.clone();
        request["id"] = json!(id);
        request
    };
    let requests = json!({"requests": [with_id("1"), with_id("2"), with_id("3")]});
    let answers = send(&service, "POST", "/$batch").json(requests).answer().json();
    let third = &answers["responses"][2];
    assert_eq!(
        (&answers["responses"][1]["status"], &third["status"]),
        (&json!(200), &json!(429))
    );
    let wait: f64 = third["headers"]["retry-after"].as_str().unwrap().parse().unwrap();
    assert!(wait > 0.0 && wait <= window.as_secs_f64());
    assert_eq!(send(&service, "GET", STATUS).status(), 200);
    std::thread::sleep(Duration::from_secs_f64(wait + 0.01));
    assert_eq!(patch(&service).status(), 200);
}

#[test]
fn tokens_run_out() {
    let service = statuses().start_blocking();
    let old = service.token();
    service.inject(Fault::rotate_token().after(1).once());
    assert_eq!(patch(&service).status(), 200);
    // The client still has the token it read before the request that found it expired.
    let refused = patch(&service)
        .without_token()
        .header("Authorization", &format!("Bearer {old}"))
        .answer();
    assert_eq!(refused.status, 401);
    let challenge = refused.header("WWW-Authenticate").unwrap();
    assert!(
        challenge.contains("error=\"invalid_token\"") && challenge.contains("claims=\"ey"),
        "{challenge}"
    );
    assert_ne!(service.token(), old);
    assert_eq!(patch(&service).status(), 200);
    service.expire_token();
    assert_eq!(patch(&service).status(), 401);
    service.rotate_token();
    assert_eq!(patch(&service).status(), 200);
}

#[test]
fn long_work_has_a_monitor() {
    let service = statuses().start_blocking();
    service.inject(Fault::long_running(1).method("PATCH"));
    let accepted = patch(&service).answer();
    assert_eq!((accepted.status, accepted.body.len()), (202, 0));
    let monitor = accepted
        .header("Location")
        .unwrap()
        .strip_prefix(service.base_url())
        .unwrap()
        .to_owned();
    let poll = |method: &str| send(&service, method, &monitor).without_token().answer();
    assert_eq!(
        (poll("GET").status, user(&service).as_str()),
        (202, "User Name value")
    );
    let done = poll("GET");
    assert_eq!(
        (done.status, done.header("AsyncResult"), user(&service).as_str()),
        (200, Some("200"), "new")
    );
    assert_eq!(done.json()["userName"], "new");
    assert_eq!(poll("GET").status, 404);

    service.insert(STATUS, documented()).unwrap();
    let cancelled = patch(&service).answer().header("Location").unwrap().to_owned();
    let path = cancelled.strip_prefix(service.base_url()).unwrap();
    assert_eq!(send(&service, "DELETE", path).answer().status, 204);
    assert_eq!(
        (send(&service, "GET", path).status(), user(&service).as_str()),
        (404, "User Name value")
    );
    assert_eq!(
        send(&service, "PATCH", STATUS)
            .without_token()
            .json(json!({}))
            .status(),
        401
    );
}
