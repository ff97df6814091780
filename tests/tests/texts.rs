//! Every text that becomes part of a URL or header is encoded, or refused with an error that names it; nothing is cut out of
//! it, and nothing is sent.

mod common;

use common::DeviceStatus;
use common::clock::TestClock;
use common::service::{STATUS_ID, client, statuses};
use odata_entity::batch::{Batch, BatchStep};
use odata_entity::profile::{Profile, graph::Cloud};
use odata_entity::{Client, Entity, Error, FixedToken, Request, RetryPolicy};
use proptest::prelude::*;
use std::time::SystemTime;

const BASE: &str = "https://graph.example/v1.0";

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.user", path = "/users/{userId}")]
struct User {
    #[odata(key)]
    id: String,
    name: Option<String>,
}

/// A path as those have it who copied the whole URL.
#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(
    type = "n.system",
    path = "/redfish/v1/Systems/{id}",
    path(
        by_version = "/v1.0/Systems/{id}",
        by_beta = "/beta/Systems/{id}",
        plain = "/Systems/{id}"
    )
)]
struct System {
    #[odata(key)]
    id: String,
}

fn path() -> odata_entity::EntityPath<DeviceStatus> {
    DeviceStatus::path("config-id", STATUS_ID)
}

fn get() -> Request<User> {
    User::path("u").get()
}

/// The error's message names the text, and is one line.
fn names(error: &Error, text: &str) {
    let message = error.to_string();
    assert!(message.contains(&format!("{text:?}")), "{message}");
    assert!(!message.contains('\n'), "{message}");
}

#[test]
fn a_stream_is_named_by_a_property() {
    for name in [
        "photo/$value",
        "$value",
        "../x",
        "..",
        ".",
        "",
        " ",
        "a b",
        "a?b=c",
        "a#b",
        "a%2Fb",
        "a\nb",
        "n.t/content",
        "1a",
    ] {
        let error = User::path("u").stream(name).to_http(BASE).unwrap_err();
        assert!(
            matches!(&error, Error::Text(error) if error.text() == name),
            "{error:?}"
        );
        names(&error, name);
    }
    for (name, expected) in [
        ("content", "content"),
        ("größe", "gr%C3%B6%C3%9Fe"),
        ("_x1", "_x1"),
    ] {
        let http = User::path("u").stream(name).to_http(BASE).unwrap();
        assert_eq!(http.uri().path(), format!("/v1.0/users/u/{expected}"));
    }
    // An invalid key is reported before it.
    assert!(matches!(
        User::path("").stream("content").to_http(BASE),
        Err(Error::Path(_))
    ));
}

#[test]
fn an_api_version_is_one_segment() {
    for version in [
        "/beta/",
        "beta/x",
        "",
        "..",
        ".",
        "be ta",
        "beta?x",
        "beta#",
        "%2e%2e",
        "b\u{e9}ta",
    ] {
        let error = get().version(version).to_http(BASE).unwrap_err();
        assert!(
            matches!(&error, Error::Text(error) if error.text() == version),
            "{error:?}"
        );
        names(&error, version);
    }
    let http = get().version("beta").to_http(BASE).unwrap();
    assert_eq!(http.uri(), "https://graph.example/beta/users/u");
    // A client refuses a base URL that is made so, and the text stays one segment.
    let url = Cloud::Global.base_url("/beta/");
    assert_eq!(url, "https://graph.microsoft.com/%2Fbeta%2F");
    assert_eq!(Cloud::Global.base_url("v1.0"), "https://graph.microsoft.com/v1.0");
}

#[test]
fn an_api_version_is_in_the_url_once() {
    for (base, request) in [
        ("https://bmc.example/redfish/v1", System::path("1").get()),
        ("https://bmc.example/redfish/v1/", System::path("1").get()),
        ("https://graph.example/v1.0", System::by_version("1").get()),
        ("https://graph.example/beta", System::by_beta("1").get()),
        (
            "https://graph.example/v1.0",
            System::by_beta("1").get().version("beta"),
        ),
    ] {
        let error = request.to_http(base).unwrap_err();
        assert!(matches!(&error, Error::Text(_)), "{error:?}");
        assert!(error.to_string().contains("API version"), "{error}");
    }
    for (base, request, expected) in [
        (
            "https://bmc.example",
            System::path("1").get(),
            "/redfish/v1/Systems/1",
        ),
        (
            "https://h.example",
            System::by_version("1").get(),
            "/v1.0/Systems/1",
        ),
        (
            "https://h.example/v1.0",
            System::plain("v1.0").get(),
            "/v1.0/Systems/v1.0",
        ),
        // A set may have the name of the folder that the service is in.
        (
            "https://h.example/Systems",
            System::plain("1").get(),
            "/Systems/Systems/1",
        ),
    ] {
        assert_eq!(request.to_http(base).unwrap().uri().path(), expected);
    }
}

#[test]
fn a_base_url_has_no_segment_that_is_folded_away() {
    for base in [
        "https://h.example/v1.0/..",
        "https://h.example/./v1.0",
        "https://h.example/%2E%2e/v1.0",
        "https://h.example/.%2e",
        "https://h.example//v1.0",
        "https://h.example/a//v1.0",
        "https://h.example/a\\b",
        "https://h.example/\"",
        "https://h.example/{version}",
        "https://h.example/a|b",
    ] {
        let error = get().to_http(base).unwrap_err();
        assert!(matches!(&error, Error::BaseUrl { .. }), "{base}: {error}");
        assert!(Client::new(base, FixedToken::new("t")).is_err(), "{base}");
    }
    // Slashes at the end mean nothing, however many.
    let http = get().to_http("https://h.example/v1.0//").unwrap();
    assert_eq!(http.uri(), "https://h.example/v1.0/users/u");
}

#[test]
fn a_base_url_that_is_none_fails_each_request_of_a_batch() {
    let mut batch = Batch::new();
    let handle = batch.add(get());
    let mut run = batch.start("https://h.example/a b", &Profile::odata(), &RetryPolicy::new());
    assert!(matches!(run.step(SystemTime::now()), BatchStep::Done));
    let mut results = run.into_results();
    assert!(matches!(results.take(handle), Err(Error::BaseUrl { .. })));
}

#[test]
fn an_entity_tag_is_not_empty() {
    let patch = User::patch().name("x");
    let update = || User::path("u").patch(&patch);
    for request in [
        update().if_match(""),
        update().if_match(" "),
        update().with_header("if-match", ""),
        update().if_none_match(""),
        update().with_header("If-None-Match", " "),
        update().if_match("").if_none_match("\"1\""),
        update().if_match("\"1\"").if_match(""),
    ] {
        assert!(matches!(request.to_http(BASE), Err(Error::NoEntityTag)));
    }
    let http = update().if_match("").if_match("\"1\"").to_http(BASE).unwrap();
    assert_eq!(http.headers()["if-match"], "\"1\"");
}

#[test]
fn a_header_is_refused_by_what_is_wrong_with_it() {
    for (request, header, reason) in [
        (get().with_header("x own", "a"), "x own", "is no name of a header"),
        (get().with_header("", "a"), "", "is no name of a header"),
        (
            get().with_header("x-own", "a\nb"),
            "x-own",
            "the value of the header `x-own`",
        ),
        (
            get().with_header("Content-Length", "7"),
            "Content-Length",
            "leave it out",
        ),
        (get().with_header("Host", "evil.example"), "Host", "leave it out"),
        (
            get().with_header("Transfer-Encoding", "chunked"),
            "Transfer-Encoding",
            "leave it out",
        ),
        (
            get().prefer(""),
            "Prefer",
            "the value of the header `Prefer` is empty",
        ),
        (
            get().prefer(" , "),
            "Prefer",
            "the value of the header `Prefer` is empty",
        ),
        (
            get().with_header("Prefer", ""),
            "Prefer",
            "the value of the header `Prefer` is empty",
        ),
        (get().prefer("a b=c"), "Prefer", "the value"),
        (get().prefer("outlook.timezone=\"UTC"), "Prefer", "the value"),
    ] {
        let error = request.to_http(BASE).unwrap_err();
        assert!(
            matches!(error, Error::Header { name } if name == header),
            "{error:?}"
        );
        assert!(error.to_string().contains(reason), "{error}");
    }
    // Several preferences in one text are as several calls.
    let request = get()
        .prefer("return=minimal, outlook.timezone=\"a, \\\"b\"")
        .prefer("return=representation");
    let http = request.to_http(BASE).unwrap();
    assert_eq!(
        http.headers()["prefer"],
        "outlook.timezone=\"a, \\\"b\", return=representation"
    );
}

#[tokio::test]
async fn a_token_that_is_none_is_not_sent() {
    let service = statuses().start().await;
    for (token, reason) in [
        ("", "empty"),
        ("Bearer abc-secret", "Bearer"),
        ("bearer abc-secret", "Bearer"),
        (" Bearer abc-secret", "Bearer"),
        ("abc-secret\n", "trim"),
        ("abc secret", "space"),
        ("abc\r\nx: secret", "space"),
        ("s\u{e9}cret", "character"),
    ] {
        let client = Client::new(service.base_url(), FixedToken::new(token)).unwrap();
        let error = client.send(path().get()).await.unwrap_err();
        assert!(matches!(error, Error::Token(_)), "{error:?}");
        let shown = format!("{error} {error:?}");
        assert!(shown.contains(reason) && !shown.contains("secret"), "{shown}");
    }
    assert!(service.requests().is_empty());
}

#[tokio::test]
async fn a_token_on_a_request_is_refused_and_not_dropped() {
    let service = statuses().start().await;
    let client = client(&service);
    let request = || path().get().with_header("Authorization", "Bearer abc");
    let refused = |error: &Error| {
        matches!(
            error,
            Error::Header {
                name: "Authorization"
            }
        )
    };
    let error = client.send(request()).await.unwrap_err();
    assert!(refused(&error), "{error:?}");
    assert!(
        error.to_string().contains("give the token to the client"),
        "{error}"
    );
    let mut batch = Batch::new();
    let handle = batch.add(request());
    let error = client.send_batch(batch).await.take(handle).unwrap_err();
    assert!(refused(&error), "{error:?}");
    assert!(service.requests().is_empty());
    // Without a client, who sends the request decides.
    assert!(
        request()
            .to_http(BASE)
            .unwrap()
            .headers()
            .contains_key("authorization")
    );
}

#[tokio::test]
async fn what_a_client_is_made_of_is_refused_when_it_is_built() {
    let builder = || Client::builder(BASE, FixedToken::new("t"));
    for name in ["", " ", "a\nb"] {
        let error = builder().user_agent(name).build().unwrap_err();
        assert!(matches!(error, Error::Header { name: "User-Agent" }), "{error:?}");
    }
    let mut profile = Profile::odata();
    profile.request_id = Some("x y");
    let mut request = get().to_http(BASE).unwrap();
    profile.finish(&mut request, BASE);
    let error = builder().profile(profile).build().unwrap_err();
    assert!(matches!(error, Error::Header { name: "x y" }), "{error:?}");
    for (from, to) in [
        ("/users/x", "me"),
        ("", "/me"),
        ("/users/x", "/a b"),
        ("/users/x", "/me?a=b"),
    ] {
        let mut profile = Profile::odata();
        profile.alias = Some((from, to));
        let error = builder().profile(profile).build().unwrap_err();
        assert!(matches!(error, Error::Text(_)), "{error:?}");
    }
    let service = statuses().start().await;
    let client = Client::builder(service.base_url(), FixedToken::new(service.token()))
        .clock(TestClock::new())
        .build()
        .unwrap();
    for monitor in ["", " ", "#x"] {
        assert!(matches!(client.progress(monitor).await, Err(Error::Link(_))));
    }
    assert!(service.requests().is_empty());
}

proptest! {
    /// Whatever the text: what is sent is one name below the entity, or nothing is sent.
    #[test]
    fn no_text_leaves_its_place(text in any::<String>(), odd in "[a-z./%?#$&=' ]{0,8}") {
        for text in [text, odd] {
            if let Ok(http) = User::path("u").stream(&text).to_http(BASE) {
                let url = url::Url::parse(&http.uri().to_string()).unwrap();
                let segments: Vec<_> = url.path_segments().unwrap().collect();
                prop_assert_eq!(&segments[..3], ["v1.0", "users", "u"]);
                prop_assert_eq!(segments.len(), 4);
                prop_assert_eq!(percent_encoding::percent_decode_str(segments[3]).decode_utf8().unwrap(), text);
                prop_assert_eq!((url.query(), url.fragment()), (None, None));
            } else if let Ok(http) = get().select_named([text.as_str()]).to_http(BASE) {
                prop_assert_eq!(http.uri().query().unwrap().matches('&').count(), 0);
            }
        }
    }
}
