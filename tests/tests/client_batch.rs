//! Batches: typed results, dependencies, and retries of single requests.

mod common;

use common::clock::TestClock;
use common::service::{STATUSES, many};
use common::{ComplianceStatus, DeviceStatus};
use odata_entity::batch::Batch;
use odata_entity::profile::graph;
use odata_entity::{
    Client, EntityPath, Error, FixedToken, Media, Profile, Request, RetryPolicy, TypeTag, Written,
};
use odata_entity_testing::{BatchUrls, Fault, RetryAfter, Service};
use serde_json::{Value, json};
use std::time::Duration;

fn path(number: usize) -> EntityPath<DeviceStatus> {
    DeviceStatus::path("config-id", number.to_string())
}

fn rename(number: usize) -> Request<Written<DeviceStatus>> {
    path(number).patch(&DeviceStatus::patch().user_name(format!("user {number}")))
}

fn client(service: &Service, clock: &TestClock) -> Client {
    Client::builder(service.base_url(), FixedToken::new(service.token()))
        .profile(graph::profile())
        .clock(clock.clone())
        .retry(RetryPolicy::new().jitter(0.0))
        .build()
        .unwrap()
}

/// The requests of each batch that came in.
fn batches(service: &Service) -> Vec<Vec<Value>> {
    let bodies = service
        .requests()
        .into_iter()
        .filter_map(|request| request.json());
    bodies
        .map(|body| body["requests"].as_array().unwrap().clone())
        .collect()
}

fn name(service: &Service, number: usize) -> Value {
    service.entity(&format!("{STATUSES}/{number}")).unwrap()["userName"].clone()
}

#[tokio::test]
async fn each_handle_has_its_own_answer_in_whatever_order_they_come() {
    let service = many(3).reverse_batches().start().await;
    let mut batch = Batch::new();
    let written = batch.add(rename(0).if_match_any());
    let list = batch.add(DeviceStatus::collection("config-id").list().top(2));
    let read = batch.add(path(1).get());
    let missing = batch.add(path(99).get());
    let deleted = batch.add(path(2).delete());
    let empty_key = batch.add(DeviceStatus::path("config-id", "").get());
    let mut results = client(&service, &TestClock::new()).send_batch(batch).await;
    assert!(results.take(deleted).is_ok());
    assert!(matches!(results.take(empty_key), Err(Error::Path(_))));
    assert!(matches!(results.take(missing), Err(Error::NotFound(error)) if error.request_id().is_some()));
    assert_eq!(results.take(read).unwrap().id, "1");
    assert_eq!(results.take(list).unwrap().value.len(), 2);
    let Written::Entity(entity) = results.take(written).unwrap() else {
        panic!("an entity")
    };
    assert_eq!(entity.user_name.as_deref(), Some("user 0"));

    let [sent] = &batches(&service)[..] else {
        panic!("one batch")
    };
    assert_eq!(
        (
            &sent[0]["method"],
            &sent[0]["url"],
            &sent[0]["headers"]["if-match"],
            &sent[0]["headers"]["content-type"],
            &sent[0]["body"]["userName"]
        ),
        (
            &json!("PATCH"),
            &json!(format!("{STATUSES}/0")),
            &json!("*"),
            &json!("application/json"),
            &json!("user 0")
        )
    );
    assert_eq!(
        (sent.len(), &sent[4]["body"], &sent[0]["headers"]["authorization"]),
        (5, &Value::Null, &Value::Null)
    );
    assert_eq!(service.requests()[0].target, "/v1.0/$batch");
}

#[tokio::test]
async fn a_handle_of_another_batch_is_an_error() {
    let service = many(1).start().await;
    let (mut one, mut two) = (Batch::new(), Batch::new());
    let handle = one.add(path(0).get());
    let own = two.add(path(0).get());
    let misplaced = two.add_after([handle.id()], path(0).get());
    let mut results = client(&service, &TestClock::new()).send_batch(two).await;
    assert!(matches!(results.take(handle), Err(Error::Batch(_))));
    assert!(matches!(results.take(misplaced), Err(Error::Batch(_))));
    assert!(results.take(own).is_ok());
}

#[tokio::test]
async fn more_requests_than_the_service_takes_go_in_several_batches() {
    let service = many(45).start().await;
    let mut batch = Batch::new();
    let handles: Vec<_> = (0..45).map(|number| batch.add(rename(number))).collect();
    let mut results = client(&service, &TestClock::new()).send_batch(batch).await;
    for (number, handle) in handles.into_iter().enumerate() {
        assert_eq!(
            results.take(handle).unwrap().entity().unwrap().id,
            number.to_string()
        );
    }
    assert_eq!(
        batches(&service).iter().map(Vec::len).collect::<Vec<_>>(),
        [20, 20, 5]
    );
}

#[tokio::test]
async fn the_urls_have_the_form_of_the_profile() {
    let service = many(1).batch_urls(BatchUrls::OData).start().await;
    let client = Client::builder(service.base_url(), FixedToken::new(service.token()))
        .profile(Profile::odata())
        .build()
        .unwrap();
    let mut batch = Batch::new();
    let handle = batch.add(rename(0));
    let stranger = batch.add(path(0).get().version("beta"));
    let mut results = client.send_batch(batch).await;
    results.take(handle).unwrap();
    assert!(matches!(results.take(stranger), Err(Error::Batch(_))));
    assert_eq!(
        batches(&service)[0][0]["url"],
        json!(format!("{STATUSES}/0").trim_start_matches('/'))
    );
}

#[tokio::test]
async fn a_throttled_request_is_sent_again_alone_after_its_own_wait() {
    let (service, clock) = (many(4).start().await, TestClock::new());
    let throttled = Fault::status(429)
        .in_batch()
        .path(format!("{STATUSES}/1"))
        .times(2);
    service.inject(throttled.retry_after(RetryAfter::Decimal(Duration::from_millis(2128))));
    service.inject(Fault::status(503).in_batch().path(format!("{STATUSES}/2")).once());
    let mut batch = Batch::new();
    let handles: Vec<_> = (0..4).map(|number| batch.add(rename(number))).collect();
    let mut results = client(&service, &clock).send_batch(batch).await;
    for handle in handles {
        results.take(handle).unwrap();
    }
    let urls: Vec<Vec<_>> = batches(&service)
        .iter()
        .map(|batch| {
            batch
                .iter()
                .map(|item| item["url"].as_str().unwrap().chars().last().unwrap())
                .collect()
        })
        .collect();
    assert_eq!(urls, [vec!['0', '1', '2', '3'], vec!['1'], vec!['2'], vec!['1']]);
    let waits: Vec<_> = clock.waits().iter().map(Duration::as_millis).collect();
    assert_eq!(waits, [2128, 872, 1256]);
}

#[tokio::test]
async fn one_failed_request_loses_no_other() {
    let service = many(4).start().await;
    service.inject(Fault::status(429).in_batch().path(format!("{STATUSES}/1")));
    service.inject(Fault::html(502).in_batch().path(format!("{STATUSES}/2")));
    let mut batch = Batch::new();
    let handles: Vec<_> = (0..4).map(|number| batch.add(rename(number))).collect();
    let mut results = client(&service, &TestClock::new()).send_batch(batch).await;
    let results: Vec<_> = handles.into_iter().map(|handle| results.take(handle)).collect();
    assert!(results[0].is_ok() && results[3].is_ok());
    assert!(
        matches!(&results[1], Err(Error::Throttled { .. })),
        "{:?}",
        results[1]
    );
    let page = results[2].as_ref().unwrap_err();
    assert!(page.body().unwrap().starts_with(b"<!DOCTYPE html>"), "{page}");
    assert_eq!((name(&service, 3), batches(&service).len()), (json!("user 3"), 3));
}

#[tokio::test]
async fn a_chain_of_dependencies_stays_in_one_batch() {
    let service = many(40).start().await;
    let mut batch = Batch::new();
    let mut handles: Vec<_> = (0..15).map(|number| batch.add(rename(number))).collect();
    let mut last = batch.add(rename(15));
    for number in 16..26 {
        let next = batch.add_after([last.id()], rename(number));
        handles.push(std::mem::replace(&mut last, next));
    }
    handles.push(last);
    let mut results = client(&service, &TestClock::new()).send_batch(batch).await;
    assert!(handles.into_iter().all(|handle| results.take(handle).is_ok()));
    let sent = batches(&service);
    assert_eq!(sent.iter().map(Vec::len).collect::<Vec<_>>(), [15, 11]);
    assert!(
        sent[1][1..]
            .iter()
            .all(|item| item["dependsOn"].as_array().unwrap().len() == 1)
    );
}

#[tokio::test]
async fn a_chain_that_no_batch_holds_is_an_error_and_the_rest_is_sent() {
    let service = many(40).start().await;
    let mut batch = Batch::new();
    let single = batch.add(rename(30));
    let mut last = batch.add(rename(0));
    for number in 1..21 {
        last = batch.add_after([last.id()], rename(number));
    }
    let mut results = client(&service, &TestClock::new()).send_batch(batch).await;
    assert!(matches!(results.take(last), Err(Error::Batch(_))));
    results.take(single).unwrap();
    assert_ne!(name(&service, 0), json!("user 0"));
}

#[tokio::test]
async fn what_depends_on_a_throttled_request_is_sent_again_after_it() {
    let (service, clock) = (many(4).start().await, TestClock::new());
    service.inject(Fault::status(429).in_batch().path(format!("{STATUSES}/0")).once());
    // The child is throttled once by itself, after its parent is done.
    service.inject(Fault::status(429).in_batch().path(format!("{STATUSES}/1")).once());
    let mut batch = Batch::new();
    let parent = batch.add(rename(0));
    let child = batch.add_after([parent.id()], rename(1));
    let grandchild = batch.add_after([child.id()], rename(2));
    let mut results = client(&service, &clock).send_batch(batch).await;
    results.take(parent).unwrap();
    results.take(child).unwrap();
    results.take(grandchild).unwrap();
    let sent = batches(&service);
    assert_eq!(sent.iter().map(Vec::len).collect::<Vec<_>>(), [3, 3, 2]);
    assert_eq!(sent[2][0].get("dependsOn"), None, "its parent is done");
}

#[tokio::test]
async fn what_depends_on_a_failure_fails_with_it() {
    let service = many(4).start().await;
    let mut batch = Batch::new();
    let parent = batch.add(path(99).delete());
    let child = batch.add_after([parent.id()], rename(1));
    let bad = batch.add(DeviceStatus::path("c", "..").delete());
    let orphan = batch.add_after([bad.id()], rename(2));
    let mut results = client(&service, &TestClock::new()).send_batch(batch).await;
    assert!(matches!(results.take(parent), Err(Error::NotFound(_))));
    let error = results.take(child).unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(424));
    assert!(matches!(results.take(orphan), Err(Error::Batch(_))));
    assert_ne!(name(&service, 2), json!("user 2"));
}

#[tokio::test]
async fn a_lost_batch_is_repeated_as_far_as_its_requests_may_be() {
    let (service, clock) = (many(3).start().await, TestClock::new());
    service.inject(Fault::drop_after_work().once());
    let mut batch = Batch::new();
    let written = batch.add(rename(0));
    let entity = common::documented();
    let created = batch.add(DeviceStatus::collection("config-id").create(&entity));
    let mut results = client(&service, &clock).send_batch(batch).await;
    results.take(written).unwrap();
    let error = results.take(created).unwrap_err();
    assert!(
        matches!(&error, Error::Transport(_)) && error.may_be_done(),
        "{error}"
    );
    assert_eq!(
        (service.entities(STATUSES).len(), batches(&service)[1].len()),
        (4, 1)
    );

    service.clear_faults();
    service.inject(Fault::truncated_body().once());
    let mut batch = Batch::new();
    let written = batch.add(rename(1).if_match(&service.entity_tag(&format!("{STATUSES}/1")).unwrap()));
    let mut results = client(&service, &clock).send_batch(batch).await;
    let error = results.take(written).unwrap_err();
    assert!(
        matches!(&error, Error::PreconditionFailed(error) if error.is_uncertain()),
        "{error}"
    );
    assert_eq!(name(&service, 1), json!("user 1"));
}

#[tokio::test]
async fn a_batch_that_is_refused_as_a_whole_is_an_error_of_each_request() {
    let (service, clock) = (many(3).start().await, TestClock::new());
    let refuse = |status| Fault::status(status).path("/$batch");
    service.inject(refuse(503).once());
    service.inject(refuse(400));
    let mut batch = Batch::new();
    let handles = [batch.add(rename(0)), batch.add(rename(1))];
    let mut results = client(&service, &clock).send_batch(batch).await;
    for handle in handles {
        assert!(matches!(results.take(handle), Err(Error::Service(_))));
    }
    assert_eq!((batches(&service).len(), clock.waits().len()), (2, 1));

    service.clear();
    service.inject(refuse(413).once());
    let mut batch = Batch::new();
    let handles = [0, 1, 2].map(|number| batch.add(path(number).get()));
    let mut results = client(&service, &clock).send_batch(batch).await;
    for handle in handles {
        assert!(matches!(results.take(handle), Err(Error::NotFound(_))));
    }
    assert_eq!(
        batches(&service).iter().map(Vec::len).collect::<Vec<_>>(),
        [3, 1, 1, 1]
    );
}

#[tokio::test]
async fn media_in_a_batch_are_bytes_or_the_place_where_they_are() {
    let service = many(1).start().await;
    service.inject(
        Fault::redirect(302, "https://cdn.example/x")
            .in_batch()
            .path(format!("{STATUSES}/0/content")),
    );
    let picture = Fault::status(200).body("image/png", vec![0xff, 0xef]);
    service.inject(picture.in_batch().path(format!("{STATUSES}/0/picture")));
    let mut batch = Batch::new();
    let (elsewhere, here) = (
        batch.add(path(0).stream("content")),
        batch.add(path(0).stream("picture")),
    );
    let mut results = client(&service, &TestClock::new()).send_batch(batch).await;
    assert!(
        matches!(results.take(elsewhere).unwrap(), Media::Elsewhere { url } if url == "https://cdn.example/x")
    );
    assert_eq!(results.take(here).unwrap().into_bytes(), Some(vec![0xff, 0xef]));
}

#[tokio::test]
async fn the_filter_of_a_list_survives_in_a_batch() {
    let service = many(3).start().await;
    let mut batch = Batch::new();
    let list = DeviceStatus::collection("config-id")
        .list()
        .filter(DeviceStatus::STATUS.eq(ComplianceStatus::NotApplicable));
    let handle = batch.add(list.count());
    let page = client(&service, &TestClock::new())
        .send_batch(batch)
        .await
        .take(handle)
        .unwrap();
    assert_eq!((page.value.len(), page.count), (3, Some(3)));
}

#[tokio::test]
async fn a_failed_dependency_without_one_is_the_last_word() {
    let service = many(2).start().await;
    service.inject(Fault::status(424).in_batch().path(format!("{STATUSES}/1")));
    let mut batch = Batch::new();
    let parent = batch.add(rename(0));
    let child = batch.add_after([parent.id()], rename(1));
    let mut results = client(&service, &TestClock::new()).send_batch(batch).await;
    results.take(parent).unwrap();
    let error = results.take(child).unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(424));
    assert_eq!(service.requests().len(), 1);
}

#[tokio::test]
async fn one_answer_that_is_none_loses_no_other() {
    let (service, clock) = (many(2).start().await, TestClock::new());
    let body = json!({"responses": [
        {"id": "0", "status": "fine", "headers": []},
        null,
        {"id": "1", "status": 204, "headers": {"etag": "W/\"2\""}},
    ]});
    service.inject(
        Fault::status(200)
            .body("application/json", body.to_string())
            .once(),
    );
    let mut batch = Batch::new();
    let (zero, one) = (batch.add(rename(0)), batch.add(rename(1)));
    let mut results = client(&service, &clock).send_batch(batch).await;
    assert!(matches!(
        results.take(one),
        Ok(Written::NoContent { etag: Some(_), .. })
    ));
    results.take(zero).unwrap();
    assert_eq!(batches(&service)[1].len(), 1, "it is asked for again, alone");
}

/// Sends a request in a batch, and compares what arrives with the request by itself.
async fn assert_same_in_a_batch<R>(service: &Service, request: Request<R>) {
    let alone = request.to_http(service.base_url()).unwrap();
    let mut batch = Batch::new();
    let _ = batch.add(request);
    service.clear_requests();
    let _ = client(service, &TestClock::new()).send_batch(batch).await;
    let item = batches(service).remove(0).remove(0);
    let url = alone.uri().to_string();
    assert_eq!(
        (&item["method"], &item["url"]),
        (
            &json!(alone.method().as_str()),
            &json!(url.strip_prefix(service.base_url()))
        )
    );
    let mut headers = item["headers"].as_object().unwrap().clone();
    headers.remove("client-request-id");
    let expected: serde_json::Map<_, _> = alone
        .headers()
        .iter()
        .map(|(name, value)| {
            (
                name.to_string(),
                json!(std::str::from_utf8(value.as_bytes()).unwrap()),
            )
        })
        .collect();
    assert_eq!(headers, expected, "{url}");
    let body: Value = serde_json::from_slice(alone.body()).unwrap_or_default();
    assert_eq!(item["body"], body, "{url}");
}

#[tokio::test]
async fn nothing_that_was_set_is_dropped_on_the_way_into_a_batch() {
    let service = many(1).start().await;
    let list = || DeviceStatus::collection("config-id").list();
    let same = |request| assert_same_in_a_batch(&service, request);
    for etag in ["W/\"\u{e9}\u{20ac}\"", "\"a\\b\tc\"", "*"] {
        same(rename(0).if_match(etag)).await;
    }
    same(rename(0).if_none_match_any().upsert().prefer("return=minimal")).await;
    same(
        rename(0)
            .with_header("X-Text", "\u{1f600} \"quoted\"")
            .prefer("a=\"\u{e9}\""),
    )
    .await;
    for kind in [
        "Application/JSON; odata.metadata=none",
        "application/merge-patch+json",
    ] {
        same(rename(0).with_header("Content-Type", kind)).await;
    }
    same(rename(0).type_tag(TypeTag::Never)).await;
    let patch = DeviceStatus::patch().user_name("y");
    same(path(0).ieee754_compatible().patch(&patch)).await;
    let filter = DeviceStatus::USER_NAME.eq("a&b/\u{e9}");
    assert_same_in_a_batch(&service, list().filter(filter).top(1).count().query("x", "y z")).await;
    assert_same_in_a_batch(
        &service,
        path(0).stream("content").with_header("Accept", "image/*"),
    )
    .await;
    assert_same_in_a_batch(&service, path(0).get().with_header("Cookie", "a=b")).await;
}

#[tokio::test]
async fn a_condition_beyond_ascii_holds_in_a_batch() {
    let service = many(1).start().await;
    let mut batch = Batch::new();
    let handle = batch.add(rename(0).if_match("W/\"\u{e9}\""));
    let mut results = client(&service, &TestClock::new()).send_batch(batch).await;
    assert!(matches!(results.take(handle), Err(Error::PreconditionFailed(_))));
    assert_ne!(name(&service, 0), json!("user 0"));
}
