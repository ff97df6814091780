//! The token goes to the exact scheme, host and port of the client, and nowhere else: everything that is put on the wire is
//! written down, whoever it is for.

mod common;

use common::DeviceStatus;
use common::clock::TestClock;
use common::wire::{BASE, TOKEN, Wire, check};
use futures_util::StreamExt;
use http::{HeaderValue, Request, Response};
use odata_entity::batch::Batch;
use odata_entity::call::{Call, Configuration, Reach};
use odata_entity::client::{BoxFuture, Event, Transport};
use odata_entity::{
    AccessToken, Attempts, Client, Error, FixedToken, Media, RetryPolicy, TransportError, Written,
};
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

/// The places where a token must never go: the five of the promise first.
const ELSEWHERE: [&str; 15] = [
    "https://evil.example/x",
    "https://graph.microsoft.com:8443/x",
    "https://graph.microsoft.com.evil.example/x",
    "https://graph.microsoft.com@evil.example/x",
    "http://graph.microsoft.com/x",
    "https://user:password@graph.microsoft.com/x",
    "//evil.example/x",
    "https://graph.microsoft.com./x",
    "https://graph.microsoft.com:65979/x",
    "https://graph.microsoft.com\\@evil.example/x",
    "https:\\\\evil.example/x",
    "https://evil.example#@graph.microsoft.com/x",
    "https://graph.micros\u{43e}ft.com/x",
    "https://graph\u{3002}microsoft\u{3002}com.evil.example/x",
    "ftp://graph.microsoft.com/x",
];

fn with_location(status: u16, location: &str) -> Response<Vec<u8>> {
    let mut answer = Response::new(Vec::new());
    *answer.status_mut() = status.try_into().unwrap();
    let location = HeaderValue::from_bytes(location.as_bytes()).unwrap();
    answer.headers_mut().insert("location", location);
    answer
}

fn with_link(name: &str, link: &str) -> Response<Vec<u8>> {
    Response::new(serde_json::to_vec(&serde_json::json!({"value": [], name: link})).unwrap())
}

#[tokio::test]
async fn a_next_link_elsewhere_gets_nothing() {
    for link in ELSEWHERE {
        let wire = Wire::default();
        let client = wire.client(move || with_link("@odata.nextLink", link));
        let items: Vec<_> = client.items(DeviceStatus::collection("c").list()).collect().await;
        assert!(
            matches!(items.last(), Some(Err(Error::Link(_)))),
            "{link}: {items:?}"
        );
        assert_eq!(wire.check(link), 0, "{link}");
    }
}

#[tokio::test]
async fn a_delta_link_elsewhere_gets_nothing() {
    for link in ELSEWHERE {
        let wire = Wire::default();
        let client = wire.client(move || with_link("@odata.deltaLink", link));
        let page = client.send(DeviceStatus::collection("c").list()).await.unwrap();
        let request = DeviceStatus::collection("c")
            .list()
            .from_link(page.delta_link.unwrap());
        let error = client.send(request).await.unwrap_err();
        assert!(matches!(error, Error::Link(_)), "{link}: {error}");
        assert_eq!(wire.check(link), 0, "{link}");
    }
}

#[tokio::test]
async fn a_redirect_of_a_call_elsewhere_gets_nothing() {
    for link in ELSEWHERE {
        for status in [301, 302, 303, 307, 308] {
            let wire = Wire::default();
            let client = wire.client(move || with_location(status, link));
            let path = DeviceStatus::path("c", "s");
            let read = client.send(path.get()).await.unwrap_err();
            let patch = path.patch(&DeviceStatus::patch().user_name("x"));
            let written = client.send(patch).await.unwrap_err();
            for error in [read, written] {
                assert!(matches!(error, Error::Link(_)), "{link}: {error}");
                assert!(!format!("{error} {error:?}").contains("password"), "{error}");
            }
            assert_eq!(wire.check(link), 0, "{link}");
        }
    }
}

#[tokio::test]
async fn media_elsewhere_are_fetched_bare_or_not_at_all() {
    let mut fetched = 0;
    for link in ELSEWHERE {
        let wire = Wire::default();
        let client = wire.client(move || with_location(302, link));
        let result = client.send(DeviceStatus::path("c", "s").media()).await;
        let elsewhere = wire.check(link);
        assert_eq!(result.is_ok(), elsewhere == 1, "{link}: {result:?}");
        fetched += elsewhere;
    }
    assert!(fetched >= 3, "{fetched}");
}

#[tokio::test]
async fn a_monitor_or_upload_elsewhere_is_asked_bare_or_not_at_all() {
    let mut asked = 0;
    for link in ELSEWHERE {
        let wire = Wire::default();
        let client = wire.client(move || with_location(202, link));
        let patch = DeviceStatus::path("c", "s").patch(&DeviceStatus::patch().user_name("x"));
        let accepted = client.send(patch).await.unwrap();
        assert!(!format!("{accepted:?}").contains("example"), "{accepted:?}");
        let monitor = accepted.monitor().map(str::to_owned);
        let Some(monitor) = monitor else { continue };
        let result = client.progress(&monitor).await;
        let elsewhere = wire.check(link);
        assert_eq!(result.is_ok(), elsewhere == 1, "{link}: {result:?}");
        asked += elsewhere;
    }
    assert!(asked >= 3, "{asked}");
}

#[tokio::test]
async fn what_a_batch_s_answer_points_to_elsewhere_gets_nothing() {
    for link in ELSEWHERE {
        let wire = Wire::default();
        let body = serde_json::json!({"responses": [
            {"id": "0", "status": 302, "headers": {"Location": link}},
            {"id": "1", "status": 200, "body": {"value": [], "@odata.nextLink": link}},
            {"id": "2", "status": 202, "headers": {"location": link}},
            {"id": "3", "status": 307, "headers": {"location": link}},
        ]});
        let client = wire.client(move || Response::new(serde_json::to_vec(&body).unwrap()));
        let path = DeviceStatus::path("c", "s");
        let mut batch = Batch::new();
        let entity = batch.add(path.get());
        let page = batch.add(DeviceStatus::collection("c").list());
        let written = batch.add(path.patch(&DeviceStatus::patch().user_name("x")));
        let media = batch.add(path.media());
        let mut results = client.send_batch(batch).await;
        assert!(!format!("{results:?}").contains("example"), "{results:?}");
        assert!(results.take(entity).is_err());
        let next = results.take(page).unwrap().next_link.unwrap();
        let request = DeviceStatus::collection("c").list().from_link(next);
        assert!(
            matches!(client.send(request).await, Err(Error::Link(_))),
            "{link}"
        );
        assert!(matches!(results.take(written), Ok(Written::Accepted { .. })));
        let media = results.take(media);
        assert!(matches!(media, Err(_) | Ok(Media::Elsewhere { .. })), "{media:?}");
        assert_eq!(wire.check(link), 0, "{link}");
    }
}

#[tokio::test]
async fn a_monitor_elsewhere_that_names_a_path_means_its_own_host() {
    let wire = Wire::default();
    let client = Client::builder(BASE, FixedToken::new(TOKEN)).clock(TestClock::new());
    let client = client.transport(Elsewhere(wire.clone())).build().unwrap();
    client
        .wait_for("https://elsewhere.example/operations/1")
        .await
        .unwrap();
    let sent = wire.0.lock().unwrap();
    let urls: Vec<_> = sent
        .requests
        .iter()
        .map(|request| request.uri().to_string())
        .collect();
    assert_eq!(
        urls,
        [
            "https://elsewhere.example/operations/1",
            "https://elsewhere.example/me"
        ]
    );
    sent.requests
        .iter()
        .for_each(|request| check(request, "the monitor"));
}

/// Answers 202 with a path first, and 200 then.
struct Elsewhere(Wire);

impl Transport for Elsewhere {
    fn send(&self, request: Request<Vec<u8>>) -> BoxFuture<'_, Result<Response<Vec<u8>>, TransportError>> {
        let mut sent = self.0.0.lock().unwrap();
        let answer = match sent.requests.len() {
            0 => with_location(202, "/me"),
            _ => Response::new(Vec::new()),
        };
        sent.requests.push(request);
        Box::pin(std::future::ready(Ok(answer)))
    }
}

#[tokio::test]
async fn nothing_that_can_be_printed_shows_a_token_a_body_or_a_header() {
    let shown = Arc::new(Mutex::new(String::new()));
    let printing = Arc::clone(&shown);
    let wire = Wire::default();
    let answer = || {
        let mut answer = with_location(200, "https://private.example/private-place");
        answer
            .headers_mut()
            .insert("set-cookie", HeaderValue::from_static("private-cookie"));
        *answer.body_mut() = b"{\"id\":\"1\",\"userName\":{\"private-body\":1}}".to_vec();
        answer
    };
    wire.client(answer);
    let client = Client::builder(BASE, FixedToken::new(TOKEN))
        .transport(wire.clone())
        .clock(TestClock::new())
        .observer(move |event: &Event<'_>| printing.lock().unwrap().push_str(&format!("{event:?} ")))
        .build()
        .unwrap();
    let path = DeviceStatus::path("private-key", "s");
    let request = path.patch(&DeviceStatus::patch().user_name("private-body"));
    let deleted = client.exchange(path.delete()).await.unwrap();
    let failed = client.send(request.clone()).await.unwrap_err();
    let media = client.send(path.media()).await.unwrap();
    let explained = client.explain(&request).unwrap();
    let mut batch = Batch::new();
    let _ = batch.add(request.clone());
    let mut run = batch.start(BASE, client.profile(), &RetryPolicy::new());
    let step = run.step(SystemTime::now());
    let rules = Configuration::new(BASE).unwrap();
    let http = request.to_http(BASE).unwrap();
    let mut call = Call::new(&rules, http, Reach::Service, true, Attempts::default());
    let asked = call.step();
    call.authorized(Some(AccessToken::new(TOKEN))).unwrap();
    let sent = call.step();
    let printed = format!(
        "{client:?} {request:?} {deleted:?} {failed:?} {failed} {media:?} {explained:?} {run:?} {step:?} {rules:?} {call:?} \
         {asked:?} {sent:?} {:?} {:?} {}",
        client.items(DeviceStatus::collection("private-key").list()),
        client.progress(&format!("{BASE}/private-place")).await.unwrap(),
        shown.lock().unwrap(),
    );
    for secret in [TOKEN, "private", "123, 34"] {
        assert!(!printed.contains(secret), "{secret}: {printed}");
    }
}
