//! What is shown: messages, `Debug`, and explanations have no token, no URL of a list, and show nothing but what is
//! sent.

mod common;

use common::DeviceStatus;
use common::clock::TestClock;
use common::service::{STATUS_ID, STATUSES, client, statuses};
use odata_entity::batch::Batch;
use odata_entity::profile::Profile;
use odata_entity::{Client, Entity, Error, FixedToken, Page, Request, RetryPolicy};
use odata_entity_testing::Fault;
use serde_json::json;

const BASE: &str = "https://graph.example/v1.0";

fn path() -> odata_entity::EntityPath<DeviceStatus> {
    DeviceStatus::path("config-id", STATUS_ID)
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.group", path = "/groups/{id}")]
struct Group {
    #[odata(key)]
    id: String,
    name: Option<String>,
    #[odata(navigation)]
    owner: Option<serde_json::Value>,
}

#[test]
fn a_page_shows_no_links() {
    let body = json!({
        "@odata.context": "https://h/$metadata#users('secret')", "@odata.count": 7, "value": [{"id": "1"}],
        "@odata.nextLink": "https://h/users?$skiptoken=secret", "@odata.deltaLink": "https://h/users?$deltatoken=secret",
    });
    let read = |request: &Request<Page<Group>>| {
        let answer = http::Response::new(body.to_string().into_bytes());
        request.read(answer).unwrap()
    };
    let page = read(&Group::collection().list());
    assert!(page.next_link.as_deref().unwrap().contains("secret"));
    assert_eq!(
        format!("{page:?}"),
        "Page { value: [Group { id: \"1\", name: None, owner: None }], next_link: Some(…), delta_link: Some(…), \
         count: Some(7), skipped: 0, .. }"
    );
    let tagged = Group::collection().list().tagged();
    let answer = http::Response::new(
        json!({"value": [{
            "id": "1", "@odata.etag": "W/\"1\"", "@odata.editLink": "https://h/secret", "@odata.context": "https://h/secret",
        }]})
        .to_string()
        .into_bytes(),
    );
    let shown = format!("{:?}", tagged.read(answer).unwrap());
    assert!(!shown.contains("secret") && shown.contains("W/"), "{shown}");
}

#[test]
fn a_base_url_that_is_refused_shows_no_secret() {
    for base in [
        "https://h.example/v1.0?code=secret",
        "https://h.example/#secret",
        "https://user:secret@h.example",
        "https://user:se?secret@h.example?secret",
        "https://h.example/?x=secret@y",
    ] {
        for error in [
            Group::path("1").get().to_http(base).unwrap_err(),
            Client::new(base, FixedToken::new("t")).unwrap_err(),
        ] {
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains("secret"), "{shown}");
        }
    }
}

/// Everything that an error shows: messages of all causes, `Debug`, and what it read of the service's words.
fn shown(error: &Error) -> String {
    let service = error.service().expect("the service's error");
    let details: Vec<_> = service
        .details()
        .iter()
        .map(|detail| format!("{detail:?}"))
        .collect();
    format!(
        "{error} {error:?} {} {} {:?} {:?} {details:?}",
        service.code(),
        service.message(),
        service.target(),
        service.inner_error(),
    )
}

#[tokio::test]
async fn a_token_that_a_service_repeats_is_not_shown() {
    let service = statuses().start().await;
    let token = service.token();
    let signed = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.c2lnbmF0dXJl";
    let body = json!({"error": {
        "code": "Invalid", "message": format!("The token '{token}' is not for Bearer {signed}."), "target": token,
        "details": [{"code": "x", "message": format!("Bearer {token}")}], "innerError": {"code": "y", "header": token},
    }});
    let client = Client::builder(service.base_url(), FixedToken::new(&*token))
        .clock(TestClock::new())
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    for status in [400, 401, 403, 200] {
        // A refused token is asked for once more.
        for _ in 0..if status == 401 { 2 } else { 1 } {
            let fault = Fault::status(status).body("application/json", body.to_string());
            service.inject(fault.once());
        }
        let error = client.send(path().get()).await.unwrap_err();
        let text = shown(&error);
        assert!(
            !text.contains(&*token) && !text.contains(signed),
            "{status}: {text}"
        );
        assert!(
            text.contains("The token '…' is not for Bearer …."),
            "{status}: {text}"
        );
        // The body is there for those who ask for it.
        let body = String::from_utf8_lossy(error.body().unwrap()).into_owned();
        assert!(body.contains(&*token));
    }
    // A batch that is refused as a whole.
    service.inject(
        Fault::status(400)
            .body("application/json", body.to_string())
            .once(),
    );
    let mut batch = Batch::new();
    let handle = batch.add(path().get());
    let error = client.send_batch(batch).await.take(handle).unwrap_err();
    assert!(!shown(&error).contains(&*token), "{}", shown(&error));
    // An error in a batch.
    let answer = json!({"responses": [{"id": "0", "status": 404, "body": body}]});
    service.inject(
        Fault::status(200)
            .body("application/json", answer.to_string())
            .once(),
    );
    let mut batch = Batch::new();
    let handle = batch.add(path().get());
    let error = client.send_batch(batch).await.take(handle).unwrap_err();
    assert_eq!(error.status(), Some(http::StatusCode::NOT_FOUND));
    assert!(!shown(&error).contains(&*token), "{}", shown(&error));
}

#[tokio::test]
async fn debug_of_what_a_client_is_made_of_shows_no_token() {
    let service = statuses().start().await;
    let token = service.token();
    let client = client(&service);
    let request = path()
        .get()
        .from_link(format!("{}{STATUSES}?$skiptoken=secret", service.base_url()));
    let call = odata_entity::call::Configuration::new(service.base_url()).unwrap();
    let run = Batch::new().start(service.base_url(), &Profile::odata(), &RetryPolicy::new());
    let shown = format!(
        "{client:?} {:?} {request:?} {call:?} {run:?} {:?} {:?}",
        client.profile(),
        FixedToken::new(&*token),
        odata_entity::AccessToken::new(&*token),
    );
    assert!(!shown.contains(&*token) && !shown.contains("secret"), "{shown}");
}

#[test]
fn an_explanation_has_the_names_of_secret_headers_alone() {
    let request = Group::path("1")
        .get()
        .with_header("X-Auth-Token", "secret")
        .with_header("x-api-key", "secret")
        .with_header("Cookie", "a=secret")
        .with_header("x-empty", "");
    let explained = request.explain().unwrap();
    let (text, curl) = (explained.to_string(), explained.curl());
    assert!(!format!("{text} {curl}").contains("secret"), "{text} {curl}");
    assert!(
        text.contains("x-auth-token: …") && curl.contains("-H 'x-api-key: …'"),
        "{text} {curl}"
    );
    // curl takes `x-empty:` for a header to be left out.
    assert!(curl.contains("-H 'x-empty;'"), "{curl}");
}

/// What curl would be given, by a real shell.
#[cfg(unix)]
fn arguments(line: &str) -> Vec<String> {
    let script =
        format!("curl() {{ for argument in \"$@\"; do printf '%s\\0' \"$argument\"; done; }}\n{line}");
    let output = std::process::Command::new("sh")
        .args(["-c", &script])
        .env("BASE_URL", BASE)
        .env("TOKEN", "t")
        .output()
        .expect("a shell");
    assert!(output.status.success(), "{line}");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.split_terminator('\0').map(str::to_owned).collect()
}

#[cfg(unix)]
fn same_as_sent<R>(request: &Request<R>) {
    let line = request.explain().unwrap().curl();
    let arguments = arguments(&line);
    let sent = request.to_http(BASE).unwrap();
    let behind = |option: &str| {
        let at = arguments.iter().position(|argument| argument == option);
        at.map(|at| arguments[at + 1].as_str())
    };
    assert_eq!(behind("-X"), Some(sent.method().as_str()), "{line}");
    let url = sent.uri().to_string();
    assert!(arguments.contains(&url), "{line}\n{url}\n{arguments:?}");
    let globs = url.contains(['[', ']', '{', '}']);
    assert_eq!(arguments.contains(&"--globoff".to_owned()), globs, "{line}");
    let body = String::from_utf8(sent.body().clone()).unwrap();
    let shown = behind("--data-binary")
        .or(behind("--data-raw"))
        .unwrap_or_default();
    assert_eq!(shown, body, "{line}");
    for (name, value) in sent.headers() {
        let header = format!("{name}: {}", value.to_str().unwrap());
        assert!(arguments.contains(&header), "{line}");
    }
}

#[cfg(unix)]
#[test]
fn a_curl_line_sends_what_the_client_sends() {
    let odd = [
        "$BASE_URL",
        "${BASE_URL%/*}",
        "https://base-url.invalid/version",
        "'$BASE_URL'\"$TOKEN\" `id` \\ $(id)",
        "a\nb\u{1b}",
        "@file",
    ];
    for text in odd {
        let key = format!("x{text}");
        let patch = Group::patch().name(text).bind(Group::OWNER, &Group::path(&*key));
        same_as_sent(&Group::path(&*key).patch(&patch).if_match("W/\"$BASE_URL'\""));
        same_as_sent(&Group::path(&*key).patch(&patch).version("beta"));
        same_as_sent(
            &Group::collection()
                .list()
                .filter(Group::NAME.eq(text))
                .search(text),
        );
        same_as_sent(&Group::collection().list().version("version"));
    }
    for link in [
        "https://graph.example/v1.0/groups?$skiptoken=[1-3]{a,b}$BASE_URL",
        "/v1.0/groups?$skiptoken=[1-3]",
        "groups?x={a}#y",
    ] {
        let request = Group::collection().list().from_link(link);
        if link.starts_with("https") {
            same_as_sent(&request);
        }
        assert!(request.explain().unwrap().curl().contains("--globoff") || !link.contains('['));
    }
}

#[test]
fn an_explanation_shows_where_another_version_goes() {
    let patch = Group::patch().name("x").bind(Group::OWNER, &Group::path("o"));
    let request = Group::path("1").patch(&patch).version("beta");
    let explained = request.explain().unwrap();
    let text = explained.to_string();
    assert!(text.starts_with("PATCH /beta/groups/1\n"), "{text}");
    assert!(
        text.contains("\"owner@odata.bind\":\"${BASE_URL%/*}/beta/groups/o\""),
        "{text}"
    );
    assert!(
        explained.curl().contains("\"${BASE_URL%/*}/beta/groups/1\""),
        "{}",
        explained.curl()
    );
}
