//! Answers that no service should give: nothing of them panics, hangs, or is waited for without end.

mod common;

use common::DeviceStatus;
use common::clock::TestClock;
use common::raw::Raw;
use common::service::{client, statuses};
use futures_util::StreamExt;
use odata_entity::batch::{Batch, BatchStep};
use odata_entity::{Error, Profile, RetryPolicy};
use odata_entity_testing::Fault;
use proptest::prelude::*;
use std::time::{Duration, SystemTime};

fn path() -> odata_entity::EntityPath<DeviceStatus> {
    DeviceStatus::path("config-id", "s")
}

fn answer(status: &str, name: &str, value: &[u8]) -> Vec<u8> {
    let mut out =
        format!("HTTP/1.1 {status}\r\ncontent-length: 2\r\nconnection: close\r\n{name}: ").into_bytes();
    out.extend_from_slice(value);
    out.extend_from_slice(b"\r\n\r\n{}");
    out
}

#[tokio::test]
async fn a_retry_after_that_means_nothing_is_none_and_an_endless_one_is_not_waited() {
    let raw = Raw::start();
    for (value, sent) in [
        (&b"NaN"[..], 3),
        (b"-1", 3),
        (b"-9223372036854775808", 3),
        (b"inf", 3),
        (b"1e3", 3),
        (b"", 3),
        (b"\xff\xfe", 3),
        (b"Sun, 31 Feb 2026 00:00:00 GMT", 3),
        (b"Thu, 01 Jan 0001 00:00:00 GMT", 3),
        (b"Fri, 31 Dec 9999 23:59:59 GMT", 1),
        (b"601", 1),
        (b"18446744073709551615", 1),
        (b"99999999999999999999999999.9", 1),
    ] {
        raw.answer(answer("429 Too Many Requests", "retry-after", value));
        let clock = TestClock::new();
        let client = raw.client().clock(clock.clone()).build().unwrap();
        let error = client.send(path().get()).await.unwrap_err();
        let value = String::from_utf8_lossy(value);
        assert!(matches!(error, Error::Throttled { .. }), "{value}: {error:?}");
        assert_eq!(raw.count(), sent, "{value}");
        assert!(
            clock.waits().iter().all(|wait| *wait <= Duration::from_secs(180)),
            "{value}"
        );
    }
}

#[tokio::test]
async fn headers_with_any_bytes_are_survived() {
    let bytes: &[&[u8]] = &[
        b"\xff\xfe\x80",
        b"",
        b"\"",
        b"=",
        b",,;;==\"\"",
        b"Bearer claims=\"\xe9",
        b"Bearer claims=\"e30",
    ];
    let raw = Raw::start();
    let client = raw.client().clock(TestClock::new()).build().unwrap();
    for status in [
        "200 OK",
        "202 Accepted",
        "302 Found",
        "401 Unauthorized",
        "403 Forbidden",
        "503 Busy",
    ] {
        for name in [
            "location",
            "etag",
            "content-type",
            "www-authenticate",
            "retry-after",
            "date",
            "request-id",
            "preference-applied",
            "ratelimit",
            "x-ms-throttle-limit-percentage",
            "asyncresult",
        ] {
            for value in bytes {
                raw.answer(answer(status, name, value));
                let shown = match client
                    .exchange(path().patch(&DeviceStatus::patch().user_name("x")))
                    .await
                {
                    Ok(answer) => format!("{answer:?} {:?} {:?}", answer.applied(), answer.throttle()),
                    Err(error) => format!("{error} {error:?} {:?}", error.wait()),
                };
                assert!(!shown.contains('\n'), "{shown}");
                assert!(raw.count() <= 6, "{status} {name} {value:?}");
            }
        }
    }
}

/// Bodies that are no JSON, or more of it than anybody can want.
fn bodies() -> Vec<Vec<u8>> {
    let deep = |open: &str, close: &str| (open.repeat(5_000) + &close.repeat(5_000)).into_bytes();
    let text = |text: &str| text.as_bytes().to_vec();
    vec![
        text("{\"id\":\"1\",\"userName\":\"x"),
        text("{\"value\":[{\"id\":\"1\"},{\"id\""),
        text("{\"responses\":[{\"id\":\"0\",\"status\":200,\"bo"),
        deep("[", "]"),
        deep("{\"value\":", "}"),
        deep("{\"error\":{\"innererror\":", "}}"),
        [
            b"{\"error\":{\"innererror\":".to_vec(),
            deep("{\"innererror\":", "}"),
            b"}}".to_vec(),
        ]
        .concat(),
        [
            b"{\"value\":[{\"id\":\"1\",\"x\":".to_vec(),
            deep("[", "]"),
            b",\"userName\":7}]}".to_vec(),
        ]
        .concat(),
        [
            b"{\"responses\":[{\"id\":\"0\",\"status\":200,\"body\":".to_vec(),
            deep("[", "]"),
            b"}]}".to_vec(),
        ]
        .concat(),
        text("{\"id\":1e999}"),
        b"{\"id\":\"\xff\xfe\"}".to_vec(),
        vec![0; 1000],
        text("{\"id\":\"a\",\"id\":\"b\",\"userName\":{}}"),
        text(
            "{\"error\":{\"code\":\"a\\nb\",\"message\":\"\\u001b[31mred\\r\\nline\",\"target\":\"\\u0000\"}}",
        ),
        format!("{{\"error\":{{\"message\":\"{}\"}}}}", "long ".repeat(5_000)).into_bytes(),
        format!(
            "{{\"id\":\"1\",\"status\":\"{}\",\"userName\":7}}",
            "x".repeat(1 << 16)
        )
        .into_bytes(),
        format!("{{\"value\":[{}{{\"id\":7}}]}}", "{\"id\":7},".repeat(300)).into_bytes(),
    ]
}

#[tokio::test]
async fn bodies_of_any_kind_are_errors_of_one_short_line() {
    let service = statuses().start().await;
    let client = client(&service);
    for status in [200, 400, 500] {
        for body in bodies() {
            service.clear_faults();
            service.inject(Fault::status(status).body("application/json", body.clone()));
            let patch = path().patch(&DeviceStatus::patch().user_name("x"));
            let list = DeviceStatus::collection("c").list();
            let mut batch = Batch::new();
            let one = batch.add(path().get());
            let mut results = client.send_batch(batch).await;
            let errors = [
                client.send(path().get()).await.err(),
                client.send(path().get().tagged()).await.err(),
                client.send(patch).await.err(),
                client.send(list.clone()).await.err(),
                client.items(list.tagged()).next().await.and_then(Result::err),
                results.take(one).err(),
            ];
            let start = String::from_utf8_lossy(&body[..body.len().min(40)]).into_owned();
            for (at, error) in errors.into_iter().enumerate() {
                let error = error.unwrap_or_else(|| panic!("{status} {at} {start}"));
                let shown = format!("{error} {error:?}");
                assert!(
                    !shown.contains(char::is_control) && shown.len() < 9_000,
                    "{start}: {}",
                    shown.len()
                );
                if let Some(kept) = error.body().filter(|_| at < 5) {
                    assert_eq!(kept, body, "nothing is lost");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_length_that_is_announced_and_does_not_come_takes_no_memory() {
    let raw = Raw::start();
    let builder = raw.client().retry(RetryPolicy::none());
    let client = builder.body_limit(usize::MAX).build().unwrap();
    for length in [
        "18446744073709551615",
        "9223372036854775807",
        "1000000000000",
        "99999999999999999999999",
    ] {
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{{}}");
        raw.answer(head);
        let error = client.send(path().get()).await.unwrap_err();
        assert!(matches!(error, Error::Transport(_)), "{length}: {error}");
    }
}

#[tokio::test]
async fn what_is_no_http_is_a_lost_answer() {
    let raw = Raw::start();
    let client = raw.client().retry(RetryPolicy::none()).build().unwrap();
    for bytes in [
        &b""[..],
        b"\xff\xff",
        b"HTTP/1.1 999999 X\r\n\r\n",
        b"SSH-2.0-x\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n{}",
    ] {
        raw.answer(bytes);
        let error = client.send(path().get()).await.unwrap_err();
        assert!(
            matches!(&error, Error::Transport(error) if error.may_be_done()),
            "{error}"
        );
    }
}

proptest! {
    #[test]
    fn whatever_is_answered_a_batch_ends_with_one_result_for_each_request(
        answers in proptest::collection::vec(items(), 1..8),
    ) {
        let mut batch = Batch::new();
        let first = batch.add(path().get());
        let second = batch.add_after([first.id()], path().get());
        let third = batch.add_after([second.id()], path().delete());
        let fourth = batch.add(path().get());
        let mut run = batch.start("https://x/v1.0", &Profile::odata(), &RetryPolicy::new());
        let (mut answers, mut now, mut steps) = (answers.into_iter().cycle(), SystemTime::now(), 0);
        loop {
            match run.step(now) {
                BatchStep::Send(_) => {
                    let (status, body) = answers.next().unwrap_or((200, Vec::new()));
                    let answer = http::Response::builder().status(status).body(body);
                    run.answered(Ok(answer.unwrap()), now);
                }
                BatchStep::Wait(time) => now += time,
                BatchStep::Done => break,
            }
            steps += 1;
            // Each of four is sent three times at most, and waits as often; and a batch that is too large is halved.
            prop_assert!(steps <= 32, "no end");
        }
        let mut results = run.into_results();
        let shown = format!("{results:?}");
        prop_assert!(shown.len() < 100_000);
        let _ = (results.take(first), results.take(second), results.take(third), results.take(fourth));
    }
}

/// Status and body of a batch's answer.
fn items() -> impl Strategy<Value = (u16, Vec<u8>)> {
    let status = proptest::sample::select(vec![
        "200", "204", "302", "404", "424", "429", "503", "504", "99", "70000", "\"x\"",
    ]);
    let wait = proptest::sample::select(vec![
        "\"0\"",
        "\"601\"",
        "5",
        "null",
        "\"NaN\"",
        "[]",
        "\"99999999999999999999\"",
    ]);
    let id = proptest::sample::select(vec![
        "\"0\"", "\"1\"", "\"2\"", "\"3\"", "1", "\"9\"", "-1", "null",
    ]);
    let item = (id, status, wait).prop_map(|(id, status, wait)| {
        format!("{{\"id\":{id},\"status\":{status},\"headers\":{{\"Retry-After\":{wait}}}}}")
    });
    let whole = prop_oneof![6 => Just(200), 1 => Just(413), 1 => Just(504), 1 => 200..600_u16];
    let items = proptest::collection::vec(item, 0..8)
        .prop_map(|items| format!("{{\"responses\":[{}]}}", items.join(",")).into_bytes());
    let bodies = prop_oneof![8 => items, 1 => proptest::collection::vec(any::<u8>(), 0..40)];
    (whole, bodies)
}

#[tokio::test]
async fn more_headers_than_a_map_holds_are_an_error_and_no_panic() {
    let raw = Raw::start();
    let client = raw.client().retry(RetryPolicy::none()).build().unwrap();
    for count in [24_577, 100_000] {
        let headers: String = (0..count).map(|at| format!("x{at}: \r\n")).collect();
        raw.answer(format!(
            "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n{headers}\r\n{{}}"
        ));
        let error = client.send(path().get()).await.unwrap_err();
        assert!(matches!(error, Error::Transport(_)), "{count}: {error:?}");
    }
}

#[tokio::test]
async fn a_batch_s_answer_with_any_number_of_answers_holds_those_that_were_asked_for() {
    let service = statuses().start().await;
    let client = client(&service);
    let strangers: String = (1..100_000)
        .map(|at| format!("{{\"id\":\"{at}\",\"status\":204,\"headers\":{{\"x\":\"y\"}}}},"))
        .collect();
    let body = format!("{{\"responses\":[{strangers}7,{{\"id\":\"0\",\"status\":204}}]}}");
    service.inject(Fault::status(200).body("application/json", body));
    let mut batch = Batch::new();
    let handle = batch.add(path().delete());
    let mut results = client.send_batch(batch).await;
    results.take(handle).unwrap();
}
