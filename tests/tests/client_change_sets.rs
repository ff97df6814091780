//! Batches as JSON and as multipart by the same typed handles, with change sets; and services that have no batches.

mod common;

use common::clock::TestClock;
use futures_util::{StreamExt, stream};
use http::Response;
use odata_entity::batch::{Batch, BatchStep, Handle};
use odata_entity::profile::{Atomicity, BatchFormat, BatchUrls, Profile, graph};
use odata_entity::{Client, Entity, EntityPath, Error, FixedToken, Request, RetryPolicy, Written};
use odata_entity_testing::{BatchUrls as ServedUrls, EntityType, Fault, Property, RetryAfter, Service};
use serde_json::{Value, json};
use std::time::{Duration, SystemTime};

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "shop.order", path = "/Orders/{orderId}")]
struct Order {
    #[odata(key(client))]
    id: Option<String>,
    note: Option<String>,
}

async fn shop() -> Service {
    let order = EntityType::new("shop.order")
        .key("id")
        .client_keys()
        .property(Property::string("note"));
    let item = EntityType::new("shop.order")
        .key("id")
        .client_keys()
        .property(Property::string("note"));
    let mut service = Service::builder()
        .base_path("/shop")
        .batch_urls(ServedUrls::OData)
        .entity_set("/Orders", order)
        .entity_set("/Orders/{order}/related", item);
    for id in ["a", "b", "c"] {
        service = service.insert("/Orders", json!({"id": id, "note": "old"}));
    }
    service.start().await
}

fn profile(format: BatchFormat) -> Profile {
    Profile::odata().batch(format)
}

fn client(service: &Service, profile: Profile) -> Client {
    Client::builder(service.base_url(), FixedToken::new(service.token()))
        .profile(profile)
        .clock(TestClock::new())
        .retry(RetryPolicy::new().jitter(0.0))
        .build()
        .unwrap()
}

fn path(id: &str) -> EntityPath<Order> {
    Order::path(id)
}

fn note(id: &str, note: &str) -> Request<Written<Order>> {
    path(id).patch(&Order::patch().note(note))
}

fn order(id: &str) -> Order {
    Order {
        id: Some(id.to_owned()),
        note: Some("new".to_owned()),
    }
}

fn stored(service: &Service, id: &str) -> Option<Value> {
    Some(service.entity(&format!("/Orders/{id}"))?["note"].clone())
}

const BOTH: [BatchFormat; 2] = [BatchFormat::Json, BatchFormat::Multipart];

#[tokio::test]
async fn json_and_multipart_go_through_the_same_handles() {
    for format in BOTH {
        for urls in [BatchUrls::Relative, BatchUrls::FromHost, BatchUrls::Absolute] {
            let service = shop().await;
            let mut batch = Batch::new();
            let before = batch.add(path("a").get());
            let mut set = batch.change_set();
            let created = set.add(Order::collection().create(&order("ö/'#")));
            let changed = set.add(note("a", "x"));
            let deleted = set.add(path("b").delete());
            assert_eq!((set.len(), set.is_empty()), (3, false));
            let missing = batch.add(path("nope").get());
            let list = batch.add(Order::collection().list().top(1));
            let client = client(&service, profile(format).batch_urls(urls));
            let mut results = client.send_batch(batch).await;
            assert_eq!(results.take(before).unwrap().note.as_deref(), Some("old"));
            let created = results.take(created).unwrap().into_entity();
            assert_eq!(created, Some(order("ö/'#")), "{format:?} {urls:?}");
            assert!(results.take(changed).is_ok() && results.take(deleted).is_ok());
            assert!(matches!(results.take(missing), Err(Error::NotFound(_))));
            assert_eq!(results.take(list).unwrap().value.len(), 1);
            assert_eq!(
                (stored(&service, "a"), stored(&service, "b")),
                (Some(json!("x")), None)
            );
            let sent = service.requests();
            assert_eq!(
                (sent.len(), sent[0].header("prefer")),
                (1, Some("odata.continue-on-error"))
            );
        }
    }
}

#[tokio::test]
async fn a_change_set_is_done_all_or_none() {
    for format in BOTH {
        let service = shop().await;
        let mut batch = Batch::new();
        let mut set = batch.change_set();
        let first = set.add(note("a", "x"));
        let stale = set.add(note("b", "y").if_match("W/\"stale\""));
        let last = set.add(note("c", "y"));
        let second = batch.change_set().add(note("c", "z"));
        let mut results = client(&service, profile(format)).send_batch(batch).await;
        let errors: Vec<_> = [first, stale, last]
            .into_iter()
            .map(|handle| results.take(handle).unwrap_err())
            .collect();
        for (at, error) in errors.iter().enumerate() {
            match error {
                Error::PreconditionFailed(_) => assert!(at == 1 || format == BatchFormat::Multipart),
                // JSON has which one it was; the embedded service's multipart answer has not.
                Error::NotDone(cause) => assert!(
                    at != 1
                        && format == BatchFormat::Json
                        && matches!(cause.as_ref(), Error::PreconditionFailed(_))
                ),
                other => panic!("{format:?}: {other}"),
            }
        }
        assert!(results.take(second).is_ok(), "the next one is not touched by it");
        let all = ["a", "b", "c"].map(|id| stored(&service, id));
        assert_eq!(all, [Some(json!("old")), Some(json!("old")), Some(json!("z"))]);
    }
}

#[tokio::test]
async fn what_comes_after_a_change_set_is_done_if_it_succeeds() {
    for format in BOTH {
        let service = shop().await;
        let mut batch = Batch::new();
        let first = batch.add(note("a", "1"));
        let mut set = batch.change_set_after([first.id()]);
        let second = set.add(note("a", "2"));
        let third = set.add(note("b", "2"));
        let read = batch.add_after([third.id()], path("a").get());
        let wrong = batch.add(note("nope", "x"));
        let orphan = batch.change_set_after([wrong.id()]).add(path("c").delete());
        let late = batch.add_after([orphan.id()], path("c").get());
        let mut results = client(&service, profile(format)).send_batch(batch).await;
        assert!(results.take(first).is_ok() && results.take(second).is_ok() && results.take(third).is_ok());
        assert_eq!(
            results.take(read).unwrap().note.as_deref(),
            Some("2"),
            "{format:?}"
        );
        assert!(results.take(wrong).is_err() && results.take(orphan).is_err() && results.take(late).is_err());
        assert_eq!(stored(&service, "c"), Some(json!("old")));
        let batches = if format == BatchFormat::Json { 1 } else { 3 };
        assert_eq!(service.requests().len(), batches, "multipart has no `dependsOn`");
    }
}

#[tokio::test]
async fn a_request_begins_at_the_result_of_another_in_its_change_set_or_before() {
    for format in BOTH {
        let service = shop().await;
        let mut batch = Batch::new();
        let mut set = batch.change_set();
        let created = set.add(Order::collection().create(&order("new")));
        let below = created.any_reference().entity::<Order>();
        let patched = set.add(below.patch(&Order::patch().note("by reference")));
        let read = batch.add(created.reference().get());
        let mut results = client(&service, profile(format)).send_batch(batch).await;
        results.take(created).unwrap();
        results.take(patched).unwrap();
        assert_eq!(
            results.take(read).unwrap().note.as_deref(),
            Some("by reference"),
            "{format:?}"
        );
    }
}

#[tokio::test]
async fn a_change_set_is_sent_again_as_one() {
    for format in BOTH {
        let service = shop().await;
        service.inject(Fault::status(503).in_batch().path("/Orders/b").once());
        let mut batch = Batch::new();
        let alone = batch.add(path("c").get());
        let mut set = batch.change_set();
        let handles = [set.add(note("a", "x")), set.add(note("b", "y"))];
        let mut results = client(&service, profile(format)).send_batch(batch).await;
        for handle in handles {
            results.take(handle).unwrap();
        }
        results.take(alone).unwrap();
        let sent = service.requests();
        let counts: Vec<_> = sent
            .iter()
            .map(|sent| String::from_utf8_lossy(&sent.body).matches("PATCH").count())
            .collect();
        assert_eq!(counts, [2, 2], "{format:?}");
    }
}

#[tokio::test]
async fn what_cannot_be_done_all_or_none_is_an_error_before_anything_is_sent() {
    let set_of = |profile: Profile, read: bool| async move {
        let service = shop().await;
        let mut batch = Batch::new();
        let mut set = batch.change_set();
        let change: Handle<Written<Order>> = set.add(note("a", "x"));
        let reading = read.then(|| set.add(path("b").get()));
        let mut results = client(&service, profile).send_batch(batch).await;
        let error = results.take(change).unwrap_err().to_string();
        let reading = reading.map(|handle| results.take(handle).unwrap_err().to_string());
        assert_eq!(
            (service.requests().len(), stored(&service, "a")),
            (0, Some(json!("old")))
        );
        (error, reading)
    };
    let (error, _) = set_of(graph::profile(), false).await;
    assert_eq!(
        error,
        "the request in a batch was not done: the service does not do changes all or none, it ignores or refuses such groups: add them to the \
         batch one by one (`Batch::add`)"
    );
    let (error, _) = set_of(profile(BatchFormat::None), false).await;
    assert!(error.contains("has no batches"), "{error}");
    let (error, reading) = set_of(profile(BatchFormat::Multipart), true).await;
    assert!(error.contains("another request of its change set"), "{error}");
    assert!(reading.unwrap().contains("a change set has changes only"));
    let large = profile(BatchFormat::Json).batch_limit(1);
    let service = shop().await;
    let mut batch = Batch::new();
    let mut set = batch.change_set();
    let handles = [set.add(note("a", "x")), set.add(note("b", "x"))];
    let mut results = client(&service, large).send_batch(batch).await;
    for handle in handles {
        let error = results.take(handle).unwrap_err().to_string();
        assert!(error.contains("than a batch of the service holds"), "{error}");
    }
}

#[tokio::test]
async fn where_a_batch_is_done_as_one_each_change_set_has_a_batch() {
    let service = shop().await;
    let mut batch = Batch::new();
    let read = batch.add(path("a").get());
    let mut set = batch.change_set_after([read.id()]);
    let handles = [set.add(note("a", "x")), set.add(note("b", "y"))];
    let later = batch.add(path("c").get());
    let profile = Profile::odata().atomicity(Atomicity::Snapshot);
    let mut results = client(&service, profile).send_batch(batch).await;
    results.take(read).unwrap();
    results.take(later).unwrap();
    for handle in handles {
        results.take(handle).unwrap();
    }
    let sent = service.requests();
    let isolation: Vec<_> = sent.iter().map(|sent| sent.header("isolation")).collect();
    assert_eq!(isolation, [None, Some("snapshot")]);
    let groups: Vec<_> = sent
        .iter()
        .map(|sent| sent.json().unwrap()["requests"][0]["atomicityGroup"].clone())
        .collect();
    assert_eq!(groups, [Value::Null, json!("g1")]);
    assert_eq!(
        sent[1].header("prefer"),
        None,
        "it stops at an error: all are undone"
    );
}

#[tokio::test]
async fn without_batches_requests_are_sent_one_by_one() {
    let service = shop().await;
    service.inject(Fault::status(503).path("/Orders/a").once());
    let client = client(&service, profile(BatchFormat::None));
    let mut batch = Batch::new();
    let changed = batch.add(note("a", "x"));
    let read = batch.add_after([changed.id()], path("a").get());
    let wrong = batch.add(path("nope").delete());
    let orphan = batch.add_after([wrong.id()], path("b").delete());
    let created = batch.add(Order::collection().create(&order("d")));
    let mut results = client.send_batch(batch).await;
    results.take(changed).unwrap();
    assert_eq!(results.take(read).unwrap().note.as_deref(), Some("x"));
    assert!(matches!(results.take(wrong), Err(Error::NotFound(_))));
    assert!(matches!(results.take(orphan), Err(Error::Batch(_))));
    assert_eq!(results.take(created).unwrap().into_entity(), Some(order("d")));
    let sent = service.requests();
    assert!(sent.iter().all(|sent| !sent.path().ends_with("$batch")));
    assert_eq!(sent.len(), 5, "the first one twice");
}

#[tokio::test]
async fn bulk_updates_go_in_each_format_and_without_batches() {
    for format in [BatchFormat::Json, BatchFormat::Multipart, BatchFormat::None] {
        let service = shop().await;
        for number in 0..50 {
            service
                .insert("/Orders", json!({"id": format!("n{number}"), "note": "old"}))
                .unwrap();
        }
        let updates = (0..50).map(|number| (path(&format!("n{number}")), Order::patch().note("new")));
        let client = client(&service, profile(format));
        let results: Vec<_> = client.update_all(stream::iter(updates)).collect().await;
        assert_eq!(results.len(), 50, "{format:?}");
        for outcome in &results {
            assert!(outcome.result.is_ok(), "{format:?}: {:?}", outcome.result);
        }
        assert!((0..50).all(|number| stored(&service, &format!("n{number}")) == Some(json!("new"))));
        let is_batch = service
            .requests()
            .iter()
            .all(|sent| sent.path().ends_with("/$batch"));
        assert_eq!(is_batch, format != BatchFormat::None);
    }
}

#[tokio::test]
async fn without_batches_fewer_requests_are_on_their_way_once_the_service_throttles() {
    let service = shop().await;
    for number in 0..60 {
        let order = json!({"id": format!("n{number}"), "note": "old"});
        service.insert("/Orders", order).unwrap();
    }
    let throttled = Fault::status(429).method("PATCH").after(30).once();
    service.inject(throttled.retry_after(RetryAfter::Seconds(Duration::from_secs(5))));
    let clock = TestClock::new();
    let client = Client::builder(service.base_url(), FixedToken::new(service.token()))
        .profile(profile(BatchFormat::None))
        .clock(clock.clone())
        .build()
        .unwrap();
    let updates = (0..60).map(|number| (path(&format!("n{number}")), Order::patch().note("new")));
    let mut results = client.update_all(stream::iter(updates)).concurrency(8);
    let (mut before, mut after) = (Vec::new(), Vec::new());
    while let Some(outcome) = results.next().await {
        assert!(outcome.result.is_ok(), "{outcome:?}");
        let progress = results.progress();
        let seen = if progress.retried == 0 {
            &mut before
        } else {
            &mut after
        };
        seen.push(progress.in_flight);
    }
    let waits = clock.waits();
    // Half of them at first, then one more after a while; after the wait about half of what it was.
    let resumed = after.iter().copied().find(|seen| *seen > 0);
    let most = before.iter().copied().max();
    assert!(
        before.first() <= Some(&4) && (Some(6)..=Some(8)).contains(&most) && resumed < most,
        "{before:?} {after:?}"
    );
    assert!(
        waits.iter().any(|wait| *wait >= Duration::from_secs(5)),
        "{waits:?}"
    );
    assert_eq!(before.len() + after.len(), 60);
}

#[tokio::test]
async fn bulk_updates_go_on_where_the_service_stops_at_an_error() {
    let service = shop().await;
    let updates = ["a", "nope", "b", "c"].map(|id| (path(id), Order::patch().note("new")));
    // Without the preference the embedded service stops at the first error of a multipart batch.
    let profile = profile(BatchFormat::Multipart).continue_on_error(false);
    let results: Vec<_> = client(&service, profile)
        .update_all(stream::iter(updates))
        .collect()
        .await;
    let failed: Vec<_> = results.iter().filter(|outcome| outcome.result.is_err()).collect();
    assert_eq!((results.len(), failed.len(), failed[0].index), (4, 1, 1));
    assert!(
        ["a", "b", "c"]
            .iter()
            .all(|id| stored(&service, id) == Some(json!("new")))
    );
}

/// Runs a batch without I/O, with this answer to its only request.
fn answered(batch: Batch, answer: Response<Vec<u8>>) -> odata_entity::batch::BatchResults {
    let policy = RetryPolicy::none();
    let mut run = batch.start("https://h/odata", &profile(BatchFormat::Multipart), &policy);
    let BatchStep::Send(_) = run.step(SystemTime::UNIX_EPOCH) else {
        panic!("a batch to send")
    };
    run.answered(Ok(answer), SystemTime::UNIX_EPOCH);
    assert!(matches!(run.step(SystemTime::UNIX_EPOCH), BatchStep::Done));
    run.into_results()
}

#[test]
fn what_a_service_stopped_before_is_not_done_whatever_the_status_of_the_batch() {
    let mut batch = Batch::new();
    let first = batch.add(note("a", "x"));
    let second = batch.add(note("b", "x"));
    let mut set = batch.change_set();
    let rest = [set.add(note("c", "x")), set.add(note("d", "x"))];
    let body = "--b\nContent-Type: application/http\n\nHTTP/1.1 204 No Content\n\n\n--b\nContent-Type: application/http\n\n\
                HTTP/1.1 400 Bad Request\nContent-Type: application/json\n\n{\"error\":{\"code\":\"0x1\",\"message\":\"no\"}}\n--b--\n";
    let answer = Response::builder()
        .status(400)
        .header("content-type", "multipart/mixed; boundary=b")
        .body(body.as_bytes().to_vec())
        .unwrap();
    let mut results = answered(batch, answer);
    assert!(results.take(first).is_ok());
    let error = results.take(second).unwrap_err();
    assert_eq!(error.service().unwrap().code(), "0x1");
    for handle in rest {
        let error = results.take(handle).unwrap_err();
        assert!(matches!(&error, Error::NotDone(_)), "{error}");
        assert!(
            error
                .to_string()
                .starts_with("not done, as another request of the batch failed: "),
            "{error}"
        );
        assert!(!error.may_be_done());
    }
}

#[test]
fn parts_have_no_token_and_each_its_length_and_id() {
    let mut batch = Batch::new();
    let read = batch.add(path("a").get());
    let mut set = batch.change_set();
    let changed = set.add(note("b", "x").if_match("W/\"1\""));
    let mut run = batch.start(
        "https://h/odata",
        &profile(BatchFormat::Multipart).batch_urls(BatchUrls::FromHost),
        &RetryPolicy::none(),
    );
    let BatchStep::Send(request) = run.step(SystemTime::UNIX_EPOCH) else {
        panic!("a batch to send")
    };
    let _ = (read, changed);
    let kind = request.headers()["content-type"].to_str().unwrap().to_owned();
    let outer = kind.strip_prefix("multipart/mixed; boundary=").unwrap();
    assert_eq!(request.headers()["accept"], "multipart/mixed");
    let body = String::from_utf8(request.into_body()).unwrap();
    let at = body.find("boundary=").unwrap() + "boundary=".len();
    let inner = body[at..].split("\r\n").next().unwrap().to_owned();
    let body = body.replace(outer, "OUTER").replace(&inner, "INNER");
    let head = "accept: application/json;odata.metadata=minimal\r\n";
    assert!(body.contains(head.split(':').next().unwrap()), "{body}");
    let lines: Vec<&str> = body
        .split("\r\n")
        .filter(|line| {
            !["accept:", "odata-", "prefer:"]
                .iter()
                .any(|name| line.starts_with(name))
        })
        .collect();
    assert_eq!(
        lines,
        [
            "--OUTER",
            "Content-Type: application/http",
            "Content-Transfer-Encoding: binary",
            "Content-ID: 0",
            "",
            "GET /odata/Orders/a HTTP/1.1",
            "host: h",
            "",
            "",
            "--OUTER",
            "Content-Type: multipart/mixed; boundary=INNER",
            "",
            "--INNER",
            "Content-Type: application/http",
            "Content-Transfer-Encoding: binary",
            "Content-ID: 1",
            "",
            "PATCH /odata/Orders/b HTTP/1.1",
            "host: h",
            "content-type: application/json",
            "if-match: W/\"1\"",
            "content-length: 40",
            "",
            "{\"@odata.type\":\"#shop.order\",\"note\":\"x\"}",
            "--INNER--",
            "",
            "--OUTER--",
            "",
        ]
    );
}
