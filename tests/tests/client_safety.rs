//! Where the token goes, and where it never does: the other server writes down what it got.

mod common;

use common::DeviceStatus;
use common::clock::TestClock;
use common::service::{STATUS, STATUS_ID, STATUSES, client, many, statuses, stored};
use futures_util::StreamExt;
use http::Request;
use odata_entity::call::{Call, Configuration, Reach, Step};
use odata_entity::client::Progress;
use odata_entity::{Attempts, Client, Error, FixedToken, Media};
use odata_entity_testing::{Fault, RecordedRequest, Recorder, Service};

fn path() -> odata_entity::EntityPath<DeviceStatus> {
    DeviceStatus::path("config-id", STATUS_ID)
}

/// Nothing of the client is in what the other server got.
fn assert_bare(requests: &[RecordedRequest], token: &str) {
    for request in requests {
        for name in [
            "authorization",
            "cookie",
            "user-agent",
            "prefer",
            "odata-version",
            "client-request-id",
            "consistencylevel",
        ] {
            assert_eq!(request.header(name), None, "{request:?}");
        }
        let whole = format!("{:?} {}", request.headers, request.target);
        assert!(!whole.contains(token), "{request:?}");
    }
}

async fn both() -> (Service, Recorder, Client) {
    let service = statuses().start().await;
    let client = client(&service);
    (service, Recorder::start().await, client)
}

#[tokio::test]
async fn a_redirect_of_a_call_to_another_port_is_an_error() {
    for status in [301, 302, 303, 307, 308] {
        let (service, foreign, client) = both().await;
        service.inject(Fault::redirect(
            status,
            format!("{}/v1.0{STATUS}", foreign.base_url()),
        ));
        let errors = [
            client.send(path().get()).await.unwrap_err(),
            client
                .send(path().patch(&DeviceStatus::patch().user_name("x")))
                .await
                .map(drop)
                .unwrap_err(),
            client
                .send(DeviceStatus::collection("c").list())
                .await
                .map(drop)
                .unwrap_err(),
        ];
        for error in errors {
            assert!(
                matches!(&error, Error::Link(link) if link.to() == foreign.base_url()),
                "{error}"
            );
        }
        assert!(foreign.requests().is_empty());
    }
}

#[tokio::test]
async fn a_next_link_to_another_place_is_an_error() {
    let service = many(3).page_size(2).start().await;
    let foreign = Recorder::start().await;
    let client = client(&service);
    let authority = service
        .base_url()
        .trim_start_matches("http://")
        .trim_end_matches("/v1.0")
        .to_owned();
    let other = foreign.base_url().trim_start_matches("http://").to_owned();
    for link in [
        format!("http://{other}/v1.0{STATUSES}?$skiptoken=x"),
        format!("//{other}/x"),
        format!("http://{authority}@{other}/x"),
        format!("http://user:secret@{authority}/x"),
        format!("https://{authority}/x"),
        format!("http://{authority}.evil.example/x"),
        "https://graph.microsoft.com.evil.example/v1.0/x".to_owned(),
        format!("ftp://{authority}/x"),
        format!("http:\\\\{other}\\x"),
    ] {
        service.clear_faults();
        service.inject(Fault::next_link(&link));
        let items: Vec<_> = client
            .items(DeviceStatus::collection("config-id").list())
            .collect()
            .await;
        assert!(
            matches!(items.last(), Some(Err(Error::Link(_)))),
            "{link}: {:?}",
            items.last()
        );
        assert_eq!(items.len(), 3, "{link}");
        let shown = format!("{:?} {}", items[2], items[2].as_ref().unwrap_err());
        assert!(
            !shown.contains("secret") && !shown.contains(&service.token()),
            "{shown}"
        );
    }
    assert!(foreign.requests().is_empty());
}

#[tokio::test]
async fn a_link_that_is_kept_for_later_is_checked_too() {
    let (_service, foreign, client) = both().await;
    let request = DeviceStatus::collection("c")
        .list()
        .from_link(format!("{}/x", foreign.base_url()));
    assert!(matches!(client.send(request.clone()).await, Err(Error::Link(_))));
    assert!(matches!(
        request.to_http("https://graph.microsoft.com/v1.0"),
        Err(Error::Link(_))
    ));
    let evil = DeviceStatus::collection("c")
        .list()
        .from_link("https://graph.microsoft.com.evil.example/v1.0/x");
    assert!(matches!(
        evil.to_http("https://graph.microsoft.com/v1.0"),
        Err(Error::Link(_))
    ));
    assert!(foreign.requests().is_empty());
}

#[tokio::test]
async fn a_redirect_within_the_service_is_followed_five_times() {
    let (service, _foreign, client) = both().await;
    let own = format!("{}{STATUS}", service.base_url());
    service.inject(Fault::redirect(302, &own).times(5));
    client.send(path().get()).await.unwrap();
    assert!(
        service
            .requests()
            .iter()
            .all(|request| request.header("authorization").is_some())
    );
    assert_eq!(service.requests().len(), 6);
    service.inject(Fault::redirect(302, own));
    let error = client.send(path().get()).await.unwrap_err();
    assert!(
        matches!(&error, Error::Link(_)) && error.to_string().contains("five"),
        "{error}"
    );
    assert_eq!(service.requests().len(), 12);
}

#[tokio::test]
async fn a_redirect_keeps_or_changes_the_method_as_its_status_says() {
    for (status, method, expected) in [
        (301, "PATCH", "PATCH"),
        (302, "PATCH", "PATCH"),
        (303, "PATCH", "GET"),
        (307, "PATCH", "PATCH"),
        (308, "PATCH", "PATCH"),
        (301, "POST", "GET"),
        (302, "POST", "GET"),
        (303, "POST", "GET"),
        (307, "POST", "POST"),
        (308, "POST", "POST"),
        (302, "DELETE", "DELETE"),
        (303, "DELETE", "GET"),
        (303, "GET", "GET"),
    ] {
        let (service, _foreign, client) = both().await;
        service.inject(Fault::redirect(status, format!("{}{STATUS}", service.base_url())).once());
        let request = Request::builder()
            .method(method)
            .uri(format!("{}{STATUSES}/x", service.base_url()))
            .header("content-type", "application/json")
            .body(b"{\"userName\":\"y\"}".to_vec())
            .unwrap();
        client.send_external(request).await.unwrap();
        let last = service.requests().pop().unwrap();
        let has_body = expected != "GET" || method == "GET";
        assert_eq!(
            (
                last.method.as_str(),
                !last.body.is_empty(),
                last.header("content-type").is_some()
            ),
            (expected, has_body, has_body),
            "{status} {method}"
        );
    }
}

#[tokio::test]
async fn media_are_fetched_from_elsewhere_without_the_token() {
    let (service, foreign, client) = both().await;
    service.inject(
        Fault::redirect(302, format!("{}/blob?sig=s", foreign.base_url())).path(format!("{STATUS}/content")),
    );
    let media = client.send(path().stream("content").prefer("x")).await.unwrap();
    assert!(
        matches!(&media, Media::Bytes { content_type: Some(kind), bytes } if kind == "application/json" && bytes == b"{}"),
        "{media:?}"
    );
    assert!(service.requests()[0].header("authorization").is_some());
    let requests = foreign.requests();
    assert_eq!((requests.len(), requests[0].target.as_str()), (1, "/blob?sig=s"));
    assert_bare(&requests, &service.token());
}

#[tokio::test]
async fn media_are_not_fetched_over_http_from_other_machines() {
    let (service, _foreign, client) = both().await;
    for location in [
        "http://cdn.example/x",
        "https://u:p@cdn.example/x",
        "file:///etc/passwd",
        "ftp://cdn.example/x",
    ] {
        service.inject(Fault::redirect(302, location).once());
        let error = client.send(path().media()).await.unwrap_err();
        assert!(matches!(&error, Error::Link(_)), "{location}: {error}");
    }
}

#[tokio::test]
async fn monitor_and_upload_urls_elsewhere_get_neither_token_nor_client_headers() {
    let (service, foreign, client) = both().await;
    let upload = Request::put(format!("{}/upload?tempauth=t", foreign.base_url()))
        .header("content-range", "bytes 0-1/2")
        .header("authorization", format!("Bearer {}", service.token()))
        .header("cookie", "a=b")
        .header("client-request-id", "r")
        .body(b"ab".to_vec())
        .unwrap();
    client.send_external(upload).await.unwrap();
    assert!(matches!(
        client
            .progress(&format!("{}/monitor", foreign.base_url()))
            .await
            .unwrap(),
        Progress::Done(_)
    ));
    let requests = foreign.requests();
    assert_eq!(
        (
            requests.len(),
            requests[0].header("content-range"),
            requests[0].body.as_slice()
        ),
        (2, Some("bytes 0-1/2"), &b"ab"[..])
    );
    assert_bare(&requests, &service.token());
    for url in ["http://elsewhere.example/x", "https://u:p@elsewhere.example/x"] {
        let refused = client
            .send_external(Request::get(url).body(Vec::new()).unwrap())
            .await;
        assert!(matches!(refused, Err(Error::Link(_))), "{url}");
    }
}

#[tokio::test]
async fn accepted_work_is_waited_for() {
    let service = statuses().start().await;
    let clock = TestClock::new();
    let client = Client::builder(service.base_url(), FixedToken::new(service.token()))
        .clock(clock.clone())
        .build()
        .unwrap();
    service.inject(Fault::long_running(2).method("PATCH").once());
    let request = path().patch(&DeviceStatus::patch().user_name("Ann"));
    let accepted = client.send(request.clone()).await.unwrap();
    let monitor = accepted.monitor().unwrap();
    assert_eq!(service.entity(STATUS).unwrap(), stored());
    let answer = client.wait_for(monitor).await.unwrap();
    assert_eq!(
        request
            .read(answer)
            .unwrap()
            .entity()
            .unwrap()
            .user_name
            .as_deref(),
        Some("Ann")
    );
    assert!(!clock.waits().is_empty());
}

#[tokio::test]
async fn only_https_is_spoken_outside_the_loopback_interface() {
    for url in [
        "http://graph.microsoft.com/v1.0",
        "http://127.0.0.1.evil.example",
        "ftp://localhost",
        "https://token@graph.microsoft.com/v1.0",
    ] {
        let error = Client::new(url, FixedToken::new("t")).unwrap_err();
        assert!(matches!(&error, Error::BaseUrl { .. }), "{url}");
        assert!(!error.to_string().contains("token@"), "{error}");
    }
    assert!(Client::new("https://graph.microsoft.com/v1.0", FixedToken::new("t")).is_ok());
}

#[test]
fn the_rules_hold_without_any_client() {
    let rules = Configuration::new("https://graph.microsoft.com/v1.0").unwrap();
    let sent_to = |url: &str, reach| {
        let request = Request::get(url)
            .header("authorization", "Bearer smuggled")
            .body(Vec::new())
            .unwrap();
        let mut call = Call::new(&rules, request, reach, true, Attempts::default());
        match call.step() {
            Step::Authorize(_) => "with the token",
            Step::Send(request) if request.headers().is_empty() => "bare",
            Step::Done(result) if matches!(*result, Err(Error::Link(_))) => "refused",
            other => panic!("{other:?}"),
        }
    };
    for (url, service, given) in [
        (
            "https://graph.microsoft.com/v1.0/me",
            "with the token",
            "with the token",
        ),
        (
            "https://graph.microsoft.com:443/x",
            "with the token",
            "with the token",
        ),
        ("https://graph.microsoft.com:8443/x", "refused", "bare"),
        ("https://graph.microsoft.com.evil.example/x", "refused", "bare"),
        ("http://graph.microsoft.com/x", "refused", "refused"),
        ("https://graph.microsoft.com@evil.example/x", "refused", "refused"),
        ("https://u@graph.microsoft.com/x", "refused", "refused"),
        ("http://127.0.0.1/x", "refused", "refused"),
    ] {
        assert_eq!(
            (sent_to(url, Reach::Service), sent_to(url, Reach::External)),
            (service, given),
            "{url}"
        );
    }
}

#[test]
fn the_host_of_a_known_service_is_no_base_url_without_the_path_of_its_api() {
    for (url, is_enough) in [
        ("https://graph.microsoft.com", false),
        ("https://graph.microsoft.com/", false),
        ("https://graph.microsoft.com/v1.0", true),
        ("https://graph.microsoft.us/beta/", true),
        ("https://api.businesscentral.dynamics.com/", false),
        ("https://service.example", true),
    ] {
        let client = Client::new(url, FixedToken::new("t"));
        assert_eq!(client.is_ok(), is_enough, "{url}");
        if let Err(error) = client {
            let expected = format!("base URL {url:?} has no path");
            assert!(error.to_string().starts_with(&expected), "{error}");
        }
    }
}
