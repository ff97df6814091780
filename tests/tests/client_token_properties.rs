//! Whatever a service answers and whatever link it gives: a call ends, and its token stays.

mod common;

use common::DeviceStatus;
use common::wire::{BASE, TOKEN, check, is_own};
use http::{HeaderValue, Request, Response};
use odata_entity::call::{Call, Configuration, Reach, Step};
use odata_entity::{AccessToken, Attempts, Error, TransportError, TransportErrorKind};
use proptest::prelude::*;
use proptest::sample::select;
use std::time::{Duration, SystemTime};

/// URLs put together of parts that parsers disagree about.
fn url() -> impl Strategy<Value = String> {
    let scheme = select(vec![
        "https://", "HTTPS://", "http://", "//", "https:", "https:/", "", "\\\\", "ftp://",
    ]);
    let user = select(vec![
        "",
        "",
        "",
        "u@",
        "u:p@",
        "graph.microsoft.com@",
        "graph.microsoft.com:443@",
    ]);
    let host = select(vec![
        "graph.microsoft.com",
        "graph.microsoft.com",
        "GRAPH.Microsoft.com",
        "graph.microsoft.com.",
        "graph.microsoft.com.evil.example",
        "graph%2emicrosoft.com",
        "graph\u{3002}microsoft.com",
        "graph.micros\u{43e}ft.com",
        "evil.example",
        "127.0.0.1",
        "[::1]",
        "",
    ]);
    let port = select(vec![
        "", "", "", ":", ":443", ":0443", ":8443", ":65979", ":443:1", ":x",
    ]);
    let tail = select(vec![
        "",
        "/",
        "/x?y#z",
        "\\@evil.example/",
        "#@evil.example",
        "?@evil.example",
        "/@evil.example",
        "/..//evil.example",
        "/\\evil.example",
        ";@evil.example",
        " @evil.example",
        "\u{e9}",
    ]);
    (scheme, user, host, port, tail)
        .prop_map(|(scheme, user, host, port, tail)| format!("{scheme}{user}{host}{port}{tail}"))
}

/// What a hostile service answers: any status, headers with any bytes; or nothing.
fn answer() -> impl Strategy<Value = Option<Response<Vec<u8>>>> {
    let text = prop_oneof![
        url().prop_map(String::into_bytes),
        select(vec![
            "0",
            "-1",
            "NaN",
            "2.128",
            "1e9",
            "99999999999999999999",
            "Bearer claims=\"e30\"",
            "Bearer claims=\"",
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Fri, 31 Dec 9999 23:59:59 GMT",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
        proptest::collection::vec(any::<u8>(), 0..40),
    ];
    let name = select(vec![
        "location",
        "location",
        "location",
        "retry-after",
        "retry-after",
        "retry-after-ms",
        "date",
        "www-authenticate",
        "x-ms-throttle-limit-percentage",
        "ratelimit-reset",
        "ratelimit",
    ]);
    let status = prop_oneof![
        select(vec![200, 301, 302, 303, 307, 308, 401, 429, 503, 504, 509]),
        100..1000_u16,
    ];
    let headers = proptest::collection::vec((name, text), 0..5);
    let answer = (status, headers).prop_map(|(status, headers)| {
        let mut answer = Response::new(Vec::new());
        *answer.status_mut() = status.try_into().unwrap();
        for (name, text) in headers {
            if let Ok(value) = HeaderValue::from_bytes(&text) {
                answer.headers_mut().append(name, value);
            }
        }
        answer
    });
    proptest::option::weighted(0.9, answer)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn whatever_is_answered_a_call_ends_and_keeps_its_token(
        answers in proptest::collection::vec(answer(), 1..12),
        reach in select(vec![Reach::Service, Reach::Media, Reach::External]),
        method in select(vec!["GET", "POST", "PATCH", "PUT"]),
        repeatable in any::<bool>(),
    ) {
        let rules = Configuration::new(BASE).unwrap();
        let request = Request::builder().method(method).uri(format!("{BASE}/me")).header("prefer", "x");
        let mut call = Call::new(&rules, request.body(b"{}".to_vec()).unwrap(), reach, repeatable, Attempts::default());
        let (mut answers, mut sent, mut waited) = (answers.into_iter().cycle(), 0, Duration::ZERO);
        loop {
            let step = call.step();
            let shown = format!("{step:?} {call:?}");
            prop_assert!(!shown.contains(TOKEN), "{}", shown);
            match step {
                Step::Authorize(_) => call.authorized(Some(AccessToken::new(TOKEN))).unwrap(),
                Step::Send(request) => {
                    sent += 1;
                    check(&request, "a call");
                    let lost = || TransportError::new(TransportErrorKind::Interrupted, "gone");
                    call.answered(answers.next().flatten().ok_or_else(lost), SystemTime::now());
                }
                Step::Wait(time) => waited += time,
                Step::Done(_) => break,
            }
            // Three tries, five redirects, one more token.
            prop_assert!(sent <= 9 && waited <= Duration::from_secs(600), "{} {:?}", sent, waited);
        }
    }

    #[test]
    fn whatever_link_is_given_it_leads_to_the_service_or_is_an_error(link in prop_oneof![url(), any::<String>()]) {
        let request = DeviceStatus::collection("c").list().from_link(&link);
        match request.to_http(BASE) {
            Ok(request) => prop_assert!(is_own(&request), "{} became {}", link, request.uri()),
            Err(error) => prop_assert!(matches!(error, Error::Link(_)), "{}", error),
        }
    }
}
