//! What is written of an error and of its sources repeats nothing: `Display` has the text of the error inside,
//! `source` is what caused that one, as `http` has it.

mod common;

use chrono::{DateTime, FixedOffset};
use common::clock::TestClock;
use common::service::{STATUS_ID, client, statuses};
use common::{ComplianceStatus, DeviceStatus, documented};
use futures_util::stream;
use odata_entity::batch::Batch;
use odata_entity::client::{BoxError, BoxFuture, Content};
use odata_entity::delta::DeltaPager;
use odata_entity::profile::{business_central, redfish};
use odata_entity::transfer::UploadSession;
use odata_entity::{
    AccessToken, Client, Entity, EnumType, Error, FixedToken, Pager, QueryError, RetryPolicy, TokenProvider,
    TokenRequest, TransportErrorKind, edm,
};
use odata_entity_testing::{Fault, Service};
use serde_json::json;
use std::collections::BTreeSet;
use std::error::Error as StdError;
use std::fmt;
use std::path::Path;
use std::time::Duration;

const BASE: &str = "https://graph.microsoft.com/v1.0";

/// An error, what caused it, and so on.
fn chain<'e>(error: &'e (dyn StdError + 'static)) -> impl Iterator<Item = &'e (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |error: &&'e (dyn StdError + 'static)| {
        (*error).source()
    })
}

/// The errors that were looked at, by the names of their types, and of `Error` by those of its variants.
#[derive(Default)]
struct Seen(BTreeSet<String>);

impl Seen {
    /// Looks at an error and what is inside it.
    #[track_caller]
    fn error(&mut self, error: &Error) {
        let shown = format!("{error:?}");
        let variant = shown.split(|c: char| !c.is_alphanumeric()).next();
        self.0.insert(format!("Error::{}", variant.unwrap_or_default()));
        self.any(error);
        match error {
            Error::Path(error) => self.any(error),
            Error::Value { error, .. } => self.any(error),
            Error::Query { error, .. } => self.any(error),
            Error::Text(error) => self.any(error),
            Error::Decode(error) => {
                self.any(&**error);
                self.any(error.read_error());
            }
            Error::Accepted(error) => self.any(error),
            Error::Link(error) => self.any(error),
            Error::NotTried(error) | Error::NotDone(error) => self.any(&**error),
            Error::Delta(error) => self.any(error),
            Error::Resync(error) => self.any(&**error),
            Error::Unfinished(error) => self.any(&**error),
            Error::Transfer(error) => self.any(&**error),
            Error::Transport(error) | Error::Timeout(error) => self.any(error),
            other => {
                if let Some(error) = other.service() {
                    self.any(error);
                }
            }
        }
    }

    /// Looks at the messages from an error down to what caused it.
    #[track_caller]
    fn any<E: StdError + 'static>(&mut self, error: &E) {
        let name = std::any::type_name::<E>();
        self.0.insert(name.rsplit("::").next().unwrap_or(name).to_owned());
        let messages: Vec<String> = chain(error).map(ToString::to_string).collect();
        for (at, message) in messages.iter().enumerate() {
            assert!(!message.is_empty() && !message.contains('\n'), "{messages:?}");
            for other in &messages[at + 1..] {
                assert!(!message.contains(other.as_str()), "{messages:#?}");
            }
        }
    }
}

/// What no request can be built of.
fn of_requests(seen: &mut Seen) {
    let build = |request: odata_entity::Request<odata_entity::Written<DeviceStatus>>| {
        request.to_http(BASE).expect_err("nothing to send")
    };
    let path = || DeviceStatus::path("config-id", STATUS_ID);
    let list = || DeviceStatus::collection("config-id").list();
    let name = || DeviceStatus::patch().user_name("x");
    let leap: DateTime<FixedOffset> = "2016-12-31T23:59:60Z".parse().expect("a time");
    seen.error(
        &DeviceStatus::path("", "x")
            .get()
            .to_http(BASE)
            .expect_err("no key"),
    );
    seen.error(&Error::from(Timed::path(leap).as_str().expect_err("no key")));
    seen.error(&build(path().patch(&DeviceStatus::patch())));
    let cause = build(path().patch(&DeviceStatus::patch()));
    seen.error(&Error::NotDone(std::sync::Arc::new(cause)));
    let mut other = documented();
    other.id = "other".into();
    seen.error(&build(path().patch(&documented().diff(&other))));
    seen.error(&build(
        path().patch(&DeviceStatus::patch().last_reported_date_time(leap)),
    ));
    let sentinel = ComplianceStatus::Other("unknownFutureValue".into());
    seen.error(&build(path().patch(&DeviceStatus::patch().status(sentinel))));
    seen.error(&build(path().patch(&name()).version("a/b")));
    seen.error(&build(path().patch(&name()).with_header("no name", "x")));
    seen.error(&build(path().patch(&name()).if_match("")));
    seen.error(&path().get().to_http("ftp://host").expect_err("no base URL"));
    let timed = Timed::patch().first("1").second("2");
    seen.error(
        &Timed::path(DateTime::<FixedOffset>::default())
            .patch(&timed)
            .to_http(BASE)
            .expect_err("two groups"),
    );
    let mut open = Timed::patch();
    open.extra.set("first", serde_json::json!(1));
    seen.error(
        &Timed::path(DateTime::<FixedOffset>::default())
            .patch(&open)
            .to_http(BASE)
            .expect_err("declared"),
    );
    let keys = std::collections::HashMap::from([((1, 2), 3)]);
    let body = odata_entity::path!("/a").post::<()>(&keys).to_http(BASE);
    seen.error(&body.expect_err("no key of JSON"));
    for filter in [
        DeviceStatus::USER_NAME.is_in([""; 0]),
        DeviceStatus::LAST_REPORTED_DATE_TIME.eq(leap),
        odata_entity::Filter::raw("(a"),
    ] {
        seen.error(&list().filter(filter).to_http(BASE).expect_err("no filter"));
    }
}

/// A key, patch groups, undeclared members.
#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.timed", path = "/timed/{at}")]
struct Timed {
    #[odata(key)]
    at: DateTime<FixedOffset>,
    #[odata(patch_group = "one")]
    first: Option<String>,
    second: Option<String>,
    #[serde(flatten)]
    #[odata(open)]
    extra: std::collections::BTreeMap<String, serde_json::Value>,
}

/// What a service answers.
fn of_answers(seen: &mut Seen) {
    let read = |status: u16, body: &str| {
        let mut answer = http::Response::new(body.as_bytes().to_vec());
        *answer.status_mut() = http::StatusCode::from_u16(status).expect("a status");
        DeviceStatus::path("config-id", STATUS_ID)
            .patch(&DeviceStatus::patch().user_name("x"))
            .read(answer)
            .expect_err("no entity")
    };
    let body = r#"{"error":{"code":"a","message":"b","innerError":{"code":"c","message":"d"}}}"#;
    for status in [400, 401, 403, 404, 409, 412, 428, 429, 503] {
        seen.error(&read(status, body));
        seen.error(&read(status, ""));
    }
    seen.error(&read(200, r#"{"id": 1}"#));
    seen.error(&read(
        200,
        r#"{"id":"x","lastReportedDateTime":"2016-12-31T23:59:60Z"}"#,
    ));
    seen.error(&read(200, "<html>"));
    let mut answer = http::Response::new(Vec::new());
    *answer.status_mut() = http::StatusCode::ACCEPTED;
    let get = || DeviceStatus::path("config-id", STATUS_ID).get();
    seen.error(&get().read(answer.clone()).expect_err("202"));
    *answer.status_mut() = http::StatusCode::NOT_MODIFIED;
    seen.error(&get().if_none_match("\"1\"").read(answer).expect_err("304"));
    let answer = br#"{"value":[],"@odata.nextLink":"https://evil.example/x"}"#;
    let mut pager = Pager::new(DeviceStatus::collection("config-id").list());
    let page = pager
        .request()
        .expect("a request")
        .read(http::Response::new(answer.to_vec()));
    let turned = pager.turn(&page.expect("a page"));
    let next = turned.and_then(|()| pager.request().expect("a request").to_http(BASE).map(drop));
    seen.error(&next.expect_err("elsewhere"));
    // Not by a request.
    let mut status = documented();
    seen.any(&status.apply(r#"{"id": 1}"#).expect_err("no text"));
    seen.any(&"x".parse::<edm::Duration>().expect_err("no duration"));
    seen.any(&Color::from_name("blue").expect_err("no such member"));
    seen.any(&QueryError::from(
        "x".parse::<edm::Duration>().expect_err("no duration"),
    ));
}

/// No fallback.
#[derive(Debug, Clone, PartialEq, EnumType)]
#[odata(type = "n.color")]
enum Color {
    Red,
}

/// A provider's own error, with what caused it.
#[derive(Debug)]
struct NoToken(std::io::Error);

impl fmt::Display for NoToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the vault is closed")
    }
}

impl StdError for NoToken {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.0)
    }
}

struct Closed;

impl TokenProvider for Closed {
    fn token<'a>(&'a self, _: &'a TokenRequest) -> BoxFuture<'a, Result<Option<AccessToken>, BoxError>> {
        Box::pin(async { Err(NoToken(std::io::Error::other("no key")).into()) })
    }
}

/// What becomes of a request on its way.
async fn of_the_way(seen: &mut Seen) {
    let path = || DeviceStatus::path("config-id", STATUS_ID);
    let get = || path().get();
    let once = RetryPolicy::none();
    // Nobody listens there any more.
    let gone = Service::builder().start().await.base_url().to_owned();
    let to = |url: &str| Client::builder(url, FixedToken::new("t")).retry(once.clone());
    let error = to(&gone)
        .build()
        .expect("a client")
        .send(get())
        .await
        .expect_err("no connection");
    let Error::Transport(lost) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(lost.kind(), TransportErrorKind::Connect);
    // The transport's own error is there to go through.
    let causes = chain(lost.get_ref());
    let io = causes.filter_map(|error| error.downcast_ref::<std::io::Error>());
    assert!(
        io.count() > 0 && error.to_string().starts_with("no connection to the service: "),
        "{error}"
    );
    seen.error(&error);

    let service = statuses().start().await;
    service.inject(Fault::delay(Duration::from_secs(5)).once());
    let slow = to(service.base_url()).timeout(Duration::from_millis(50));
    seen.error(
        &slow
            .build()
            .expect("a client")
            .send(get())
            .await
            .expect_err("no answer"),
    );

    let closed = Client::builder(service.base_url(), Closed).retry(once.clone());
    let error = closed
        .build()
        .expect("a client")
        .send(get())
        .await
        .expect_err("no token");
    assert_eq!(
        (error.to_string(), error.source().map(ToString::to_string)),
        (
            "no access token: the vault is closed".into(),
            Some("no key".into())
        )
    );
    let Error::Token(inside) = &error else {
        panic!("{error:?}")
    };
    assert!(inside.downcast_ref::<NoToken>().is_some());
    seen.error(&error);

    let mut batch = Batch::new();
    let stranger = batch.add_after([Batch::new().add(get()).id()], get());
    let mut results = client(&service).send_batch(batch).await;
    seen.error(&results.take(stranger).expect_err("of another batch"));

    service.inject(Fault::status(403).path("/$batch"));
    let bulk = Client::builder(service.base_url(), FixedToken::new(service.token()))
        .clock(TestClock::new())
        .retry(once)
        .build()
        .expect("a client");
    let updates = (0..200).map(|_| (path(), DeviceStatus::patch().user_name("x")));
    let mut updates = bulk.update_all(stream::iter(updates)).unlimited().concurrency(1);
    while let Some(update) = updates.next().await {
        seen.error(&update.result.expect_err("refused"));
    }
}

/// What becomes of bytes, of what is polled, of a delta, and of writes under other profiles.
async fn of_long_ways(seen: &mut Seen) {
    let path = || DeviceStatus::path("config-id", STATUS_ID);
    let service = statuses().start().await;
    let client = client(&service);
    let gone = NoToken(std::io::Error::other("the disk is gone"));
    let content = Content::stream(3, stream::iter([Err::<Vec<u8>, _>(gone)]));
    let error = client.upload(path().put_media("image/png"), content).await;
    let error = error.expect_err("no content");
    assert_eq!(
        (error.to_string(), error.source().map(ToString::to_string)),
        (
            "the content cannot be read: the vault is closed".into(),
            Some("the disk is gone".into())
        )
    );
    seen.error(&error);
    let session = UploadSession::new(format!("{}/$upload/x", service.base_url()));
    let over = client.upload_session::<()>(&session, vec![1]).await;
    seen.error(&over.expect_err("no such session"));
    let never = client.poll_until(path().get(), |_| false).limit(Duration::ZERO);
    seen.error(&never.await.expect_err("not done"));

    let delta = DeviceStatus::collection("config-id").delta();
    service.inject(Fault::status(410));
    let resync = client.delta(delta.clone()).try_next().await;
    seen.error(&resync.expect_err("the link is over"));
    let mut pager = DeltaPager::new(delta).page_limit(1);
    let next = json!({"value": [], "@odata.nextLink": "https://graph.microsoft.com/v1.0/x"});
    let page = serde_json::from_value(next).expect("a page");
    seen.error(&pager.turn(&page).expect_err("one page more"));

    let bare = path().patch(&DeviceStatus::patch()).allow_empty();
    seen.error(
        &bare
            .to_http_for(BASE, &redfish::profile())
            .expect_err("it says nothing"),
    );
    let write = path().patch(&DeviceStatus::patch().user_name("x"));
    let write = write.to_http_for(BASE, &business_central::profile());
    seen.error(&write.expect_err("no entity tag"));
}

/// The error types of the sources, and the variants of `Error`.
fn public_errors() -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(path).expect("text");
            let impls = text
                .lines()
                .filter(|line| line.starts_with("impl ") && line.ends_with(['{', '}']));
            let named = impls.filter_map(|line| line.split_once("Error for "));
            out.extend(named.filter_map(|(before, name)| {
                let is_std = before.ends_with(' ') && !before.contains('<')
                    || before.ends_with("error::")
                    || before.ends_with("Std");
                is_std.then(|| name.trim_end_matches(['{', '}', ' ']).to_owned())
            }));
            if let Some((_, variants)) = text.split_once("pub enum Error {\n") {
                let variants = variants.split("\n}").next().unwrap_or_default().lines();
                let names = variants.filter_map(|line| line.strip_prefix("    "));
                let names = names.filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()));
                out.extend(names.map(|line| {
                    let end = line.find(|c: char| !c.is_alphanumeric()).unwrap_or(line.len());
                    format!("Error::{}", &line[..end])
                }));
            }
        }
    }
    out
}

#[tokio::test]
async fn no_error_says_what_its_source_says() {
    let mut seen = Seen::default();
    of_requests(&mut seen);
    of_answers(&mut seen);
    of_the_way(&mut seen).await;
    of_long_ways(&mut seen).await;
    let all = public_errors();
    assert!(all.len() > 30, "{all:?}");
    let left: Vec<&String> = all.difference(&seen.0).collect();
    assert!(left.is_empty(), "not looked at: {left:?}");
}
