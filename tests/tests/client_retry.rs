//! What is sent again, when, and how often; over TCP, with time that the tests make.

mod common;

use common::clock::TestClock;
use common::service::{STATUS, STATUS_ID, STATUSES, statuses};
use common::{ComplianceStatus, DeviceStatus, documented};
use odata_entity::client::{ClientBuilder, Event, What};
use odata_entity::{Client, Error, FixedToken, RetryPolicy};
use odata_entity_testing::{Fault, RetryAfter, Service};
use std::sync::{Arc, Mutex};
use std::time::Duration;

fn path() -> odata_entity::EntityPath<DeviceStatus> {
    DeviceStatus::path("config-id", STATUS_ID)
}

fn builder(service: &Service, clock: &TestClock) -> ClientBuilder {
    Client::builder(service.base_url(), FixedToken::new(service.token())).clock(clock.clone())
}

fn client(service: &Service, clock: &TestClock) -> Client {
    builder(service, clock).build().unwrap()
}

/// One fault on the first request, and the waits before the second one.
async fn waits_after(fault: Fault) -> Vec<Duration> {
    let (service, clock) = (statuses().start().await, TestClock::new());
    service.inject(fault.once());
    client(&service, &clock).send(path().get()).await.unwrap();
    assert_eq!(service.requests().len(), 2);
    clock.waits()
}

#[tokio::test]
async fn each_form_of_retry_after_is_waited_with_jitter_on_top_and_never_shortened() {
    let wait = Duration::from_millis(2128);
    for (form, expected) in [
        (RetryAfter::Seconds as fn(Duration) -> RetryAfter, 3000),
        (RetryAfter::Decimal, 2128),
        (RetryAfter::Milliseconds, 2128),
    ] {
        let waits = waits_after(Fault::status(429).retry_after(form(wait))).await;
        let (least, most) = (
            Duration::from_millis(expected),
            Duration::from_millis(expected * 3 / 2),
        );
        assert!(
            waits.len() == 1 && waits[0] >= least && waits[0] <= most,
            "{waits:?}"
        );
    }
    let waits = waits_after(Fault::status(429).retry_after(RetryAfter::Date(wait))).await;
    assert!(
        waits[0] >= Duration::from_secs(2) && waits[0] <= Duration::from_secs(6),
        "{waits:?}"
    );
}

#[tokio::test]
async fn tasks_that_are_refused_together_do_not_come_back_together() {
    let (service, clock) = (statuses().start().await, TestClock::new());
    for asked in [0, 20] {
        let asked = Duration::from_secs(asked);
        service.inject(
            Fault::status(429)
                .retry_after(RetryAfter::Seconds(asked))
                .times(50),
        );
        let (client, before) = (client(&service, &clock), clock.waits().len());
        let sends = (0..50).map(|_| client.send(path().get()));
        let results = futures_util::future::join_all(sends).await;
        let is_sent = |result: &Result<DeviceStatus, Error>| !matches!(result, Err(Error::Transport(_)));
        assert!(results.iter().all(is_sent));
        let mut waits = clock.waits().split_off(before);
        assert!(
            waits.len() >= 50 && waits.iter().all(|wait| *wait >= asked),
            "{waits:?}"
        );
        let count = waits.len();
        waits.sort_unstable();
        waits.dedup();
        // That two of them are equal to the nanosecond is less likely than one in a hundred thousand.
        assert!(waits.len() + 1 >= count, "{waits:?}");
    }
}

#[tokio::test]
async fn throttling_outages_and_gateways_without_an_answer_are_tried_again() {
    for status in [408, 429, 502, 503, 504, 509] {
        let waits = waits_after(Fault::status(status)).await;
        assert!(
            waits[0] >= Duration::from_secs(3) && waits[0] <= Duration::from_millis(4500),
            "{waits:?}"
        );
    }
}

#[tokio::test]
async fn other_errors_are_not_tried_again() {
    for status in [400, 403, 404, 409, 412, 500, 501] {
        let (service, clock) = (statuses().start().await, TestClock::new());
        service.inject(Fault::status(status));
        assert!(client(&service, &clock).send(path().get()).await.is_err());
        assert_eq!(
            (service.requests().len(), clock.waits().len()),
            (1, 0),
            "{status}"
        );
    }
}

#[tokio::test]
async fn three_tries_are_made_with_growing_waits_and_the_error_says_how_long_to_wait() {
    let (service, clock) = (statuses().start().await, TestClock::new());
    service.inject(Fault::status(429).times(2));
    service.inject(Fault::status(429).retry_after(RetryAfter::Decimal(Duration::from_millis(7500))));
    let client = builder(&service, &clock)
        .retry(RetryPolicy::new().jitter(0.0))
        .build()
        .unwrap();
    let error = client.send(path().get()).await.unwrap_err();
    assert!(
        matches!(&error, Error::Throttled { wait: Some(wait), .. } if *wait == Duration::from_millis(7500)),
        "{error:?}"
    );
    assert!(error.is_retryable());
    assert_eq!(service.requests().len(), 3);
    assert_eq!(clock.waits(), [3, 6].map(Duration::from_secs));
}

#[tokio::test]
async fn a_wait_that_does_not_fit_the_limit_is_not_begun() {
    let (service, clock) = (statuses().start().await, TestClock::new());
    service.inject(Fault::status(429).retry_after(RetryAfter::Seconds(Duration::from_secs(400))));
    let error = client(&service, &clock).send(path().get()).await.unwrap_err();
    assert_eq!(error.wait(), Some(Duration::from_secs(400)));
    assert_eq!((clock.waits().len(), service.requests().len()), (1, 2));
}

#[tokio::test]
async fn the_budget_goes_on_across_redirects() {
    let (service, clock) = (statuses().start().await, TestClock::new());
    service.inject(Fault::status(503).once());
    service.inject(Fault::redirect(307, format!("{}{STATUS}", service.base_url())).once());
    service.inject(Fault::status(503));
    assert!(client(&service, &clock).send(path().get()).await.is_err());
    // 503, 307, 503, 503: three tries and one redirect.
    assert_eq!((service.requests().len(), clock.waits().len()), (4, 2));
}

#[tokio::test]
async fn a_lost_answer_is_asked_for_again_only_where_twice_is_as_good_as_once() {
    let (service, clock) = (statuses().start().await, TestClock::new());
    let client = client(&service, &clock);
    service.inject(Fault::drop_after_work().once());
    let patch = DeviceStatus::patch().user_name("Ann");
    let updated = client.send(path().patch(&patch)).await.unwrap();
    assert_eq!(updated.into_entity().unwrap().user_name.as_deref(), Some("Ann"));
    assert_eq!(service.requests().len(), 2);

    service.clear_requests();
    let fault = service.inject(Fault::drop_after_work());
    let create = DeviceStatus::collection("config-id").create(&documented());
    let error = client.send(create.clone()).await.unwrap_err();
    assert!(
        matches!(error, Error::Transport(_)) && error.may_be_done(),
        "{error:?}"
    );
    assert_eq!(
        (service.requests().len(), service.entities(STATUSES).len()),
        (1, 2)
    );

    assert!(client.send(create.repeatable()).await.is_err());
    assert_eq!((service.requests().len(), service.hits(fault)), (4, 4));
}

#[tokio::test]
async fn a_refused_create_is_tried_again() {
    for status in [429, 503, 509] {
        let (service, clock) = (statuses().start().await, TestClock::new());
        service.inject(Fault::status(status).once());
        let create = DeviceStatus::collection("config-id").create(&documented());
        client(&service, &clock).send(create).await.unwrap();
        assert_eq!(service.entities(STATUSES).len(), 2);
    }
    for status in [408, 500, 502, 504] {
        let (service, clock) = (statuses().start().await, TestClock::new());
        service.inject(Fault::status(status).once());
        let create = DeviceStatus::collection("config-id").create(&documented());
        let error = client(&service, &clock).send(create).await.unwrap_err();
        assert!(error.may_be_done() && service.requests().len() == 1, "{error}");
    }
}

#[tokio::test]
async fn a_create_once_refused_is_not_asked_for_again_when_its_answer_is_lost() {
    let (service, clock) = (statuses().start().await, TestClock::new());
    service.inject(Fault::status(429).once());
    service.inject(Fault::status(502).once());
    let create = DeviceStatus::collection("config-id").create(&documented());
    let error = client(&service, &clock).send(create).await.unwrap_err();
    assert!(error.may_be_done() && service.requests().len() == 2, "{error}");
}

#[tokio::test]
async fn a_service_that_is_not_there_is_tried_again_for_every_method() {
    let clock = TestClock::new();
    let address = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let client = Client::builder(format!("http://{address}"), FixedToken::new("t")).clock(clock.clone());
    let create = DeviceStatus::collection("config-id").create(&documented());
    let error = client.build().unwrap().send(create).await.unwrap_err();
    assert!(
        matches!(&error, Error::Transport(error) if !error.may_be_done()),
        "{error}"
    );
    assert!(error.is_retryable() && !error.to_string().contains('\n'));
    assert_eq!(clock.waits().len(), 2);
}

#[tokio::test]
async fn a_patch_whose_answer_was_lost_is_safe_without_if_match() {
    for fault in [
        Fault::drop_before_work(),
        Fault::drop_after_work(),
        Fault::truncated_body(),
    ] {
        let (service, clock) = (statuses().start().await, TestClock::new());
        service.inject(fault.method("PATCH").once());
        let patch = DeviceStatus::patch()
            .user_name("Ann")
            .status(ComplianceStatus::Error);
        client(&service, &clock).send(path().patch(&patch)).await.unwrap();
        let entity = service.entity(STATUS).unwrap();
        assert_eq!(
            (&entity["userName"], &entity["status"]),
            (&"Ann".into(), &"error".into())
        );
    }
}

#[tokio::test]
async fn a_patch_with_if_match_whose_answer_was_lost_says_that_it_may_be_done() {
    let (service, clock) = (statuses().start().await, TestClock::new());
    let client = client(&service, &clock);
    let read = client.send(path().get().tagged()).await.unwrap();
    let request = path()
        .patch(&DeviceStatus::patch().user_name("Ann"))
        .if_match_of(&read);

    // Not done before the connection broke: the second try does it.
    service.inject(Fault::drop_before_work().method("PATCH").once());
    client.send(request).await.unwrap();

    // Done: the second try finds the entity tag of its own change, and reports that.
    let read = client.send(path().get().tagged()).await.unwrap();
    let request = path()
        .patch(&DeviceStatus::patch().user_name("Bea"))
        .if_match_of(&read);
    service.inject(Fault::drop_after_work().method("PATCH").once());
    let error = client.send(request).await.unwrap_err();
    assert!(
        matches!(&error, Error::PreconditionFailed(error) if error.is_uncertain()),
        "{error:?}"
    );
    assert!(
        error.may_be_done() && error.to_string().contains("its answer lost"),
        "{error}"
    );
    assert_eq!(service.entity(STATUS).unwrap()["userName"], "Bea");

    // Changed by somebody else: nothing is overwritten, and nothing is claimed.
    let request = path()
        .patch(&DeviceStatus::patch().user_name("Cem"))
        .if_match_of(&read);
    let error = client.send(request).await.unwrap_err();
    assert!(
        matches!(&error, Error::PreconditionFailed(error) if !error.is_uncertain()),
        "{error:?}"
    );
    assert_eq!(service.entity(STATUS).unwrap()["userName"], "Bea");
}

#[tokio::test]
async fn after_503_the_next_try_has_a_new_connection() {
    use std::io::{Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let counts = Arc::new(Mutex::new(Vec::new()));
    let counting = Arc::clone(&counts);
    // Connection 0 answers 503 twice over, kept open; each further connection answers 204.
    std::thread::spawn(move || {
        for (number, stream) in listener.incoming().flatten().enumerate() {
            let counting = Arc::clone(&counting);
            std::thread::spawn(move || {
                let (mut stream, mut buffer, mut seen) = (stream, [0; 4096], Vec::new());
                while let Ok(length @ 1..) = stream.read(&mut buffer) {
                    seen.extend_from_slice(&buffer[..length]);
                    if seen.ends_with(b"\r\n\r\n") {
                        seen.clear();
                        counting.lock().unwrap().push(number);
                        let answer = if number == 0 {
                            "503 Service Unavailable"
                        } else {
                            "204 No Content"
                        };
                        let _ = write!(stream, "HTTP/1.1 {answer}\r\nContent-Length: 0\r\n\r\n");
                    }
                }
            });
        }
    });
    let clock = TestClock::new();
    let client = Client::builder(format!("http://{address}"), FixedToken::new("t"))
        .clock(clock.clone())
        .build()
        .unwrap();
    client.send(path().delete()).await.unwrap();
    assert_eq!(*counts.lock().unwrap(), [0, 1]);
}

#[tokio::test]
async fn an_observer_sees_every_try_and_the_limits_but_no_key() {
    let (service, clock) = (statuses().start().await, TestClock::new());
    let fault = Fault::status(429)
        .header("x-ms-throttle-limit-percentage", "1.3")
        .header("x-ms-throttle-scope", "App/Write");
    service.inject(
        fault
            .retry_after(RetryAfter::Seconds(Duration::from_secs(1)))
            .once(),
    );
    let seen = Arc::new(Mutex::new(Vec::new()));
    let sink = Arc::clone(&seen);
    let observer = move |event: &Event<'_>| {
        let what = match event.what {
            What::Sending => "sending".to_owned(),
            What::Answered { status, .. } => format!(
                "{} {:?}",
                status.as_u16(),
                event.throttle().and_then(|limits| limits.used)
            ),
            What::Waiting { time } => format!("waiting {time:?}"),
            What::Lost { .. } => "lost".to_owned(),
            _ => "other".to_owned(),
        };
        assert!(!format!("{event:?}").contains(STATUS_ID), "{event:?}");
        assert!(!format!("{event:?}").contains("Bearer"), "{event:?}");
        sink.lock()
            .unwrap()
            .push(format!("{} {} {what}", event.method, event.sent));
    };
    let exact = builder(&service, &clock).retry(RetryPolicy::new().jitter(0.0));
    let client = exact.observer(observer).build().unwrap();
    let answer = client.exchange(path().get()).await.unwrap();
    assert_eq!(answer.tries, 2);
    assert!(answer.request_id().is_some());
    assert_eq!(
        *seen.lock().unwrap(),
        [
            "GET 1 sending",
            "GET 1 429 Some(1.3)",
            "GET 1 waiting 1s",
            "GET 2 sending",
            "GET 2 200 None"
        ]
    );
}

#[tokio::test]
async fn a_request_that_is_dropped_leaves_the_client_usable() {
    let (service, clock) = (statuses().start().await, TestClock::new());
    let client = client(&service, &clock);
    service.inject(Fault::delay(Duration::from_secs(2)).once());
    let dropped = tokio::time::timeout(Duration::from_millis(20), client.send(path().get())).await;
    assert!(dropped.is_err());
    assert_eq!(client.send(path().get()).await.unwrap(), documented());
    fn is_shareable<T: Clone + Send + Sync + 'static>(_: &T) {}
    is_shareable(&client);
}

#[tokio::test]
async fn the_limits_that_a_service_tells_are_readable_in_answers_and_errors() {
    let (service, clock) = (statuses().start().await, TestClock::new());
    let fault = Fault::status(429)
        .header("RateLimit-Limit", "100")
        .header("RateLimit-Remaining", "0")
        .header("RateLimit-Reset", "7")
        .header("x-ms-throttle-scope", "Tenant_Application/ReadWrite")
        .header("x-ms-throttle-information", "WriteLimitExceeded");
    service.inject(fault);
    let client = builder(&service, &clock)
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    let error = client.send(path().get()).await.unwrap_err();
    let limits = error.service().unwrap().throttle();
    assert_eq!(
        (limits.limit, limits.remaining, limits.reset),
        (Some(100), Some(0), Some(7))
    );
    assert_eq!(limits.scope.as_deref(), Some("Tenant_Application/ReadWrite"));
    assert_eq!(limits.information.as_deref(), Some("WriteLimitExceeded"));

    service.clear_faults();
    let body = serde_json::json!({"id": "x"}).to_string();
    let near = Fault::status(200).body("application/json", body);
    service.inject(near.header("x-ms-throttle-limit-percentage", "0.83"));
    let answer = client.exchange(path().get()).await.unwrap();
    assert_eq!(answer.throttle().used, Some(0.83));
}
