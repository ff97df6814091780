//! Bulk updates: bounded, adaptive, and each with one result.

mod common;

use common::DeviceStatus;
use common::clock::TestClock;
use common::service::{STATUSES, many};
use futures_util::{StreamExt, stream};
use odata_entity::profile::graph;
use odata_entity::{Client, Entity, EntityPath, Error, FixedToken, RetryPolicy};
use odata_entity_testing::{Fault, RetryAfter, Service};
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex};
use std::time::Duration;

type Patch = <DeviceStatus as odata_entity::Structured>::Patch;

fn update(number: usize) -> (EntityPath<DeviceStatus>, Patch) {
    let path = DeviceStatus::path("config-id", number.to_string());
    (path, DeviceStatus::patch().user_name(format!("user {number}")))
}

fn client(service: &Service, clock: &TestClock) -> Client {
    let builder = Client::builder(service.base_url(), FixedToken::new(service.token()));
    builder
        .profile(graph::profile())
        .clock(clock.clone())
        .build()
        .unwrap()
}

fn sizes(service: &Service) -> Vec<usize> {
    let requests = service
        .requests()
        .into_iter()
        .filter_map(|request| request.json());
    requests
        .map(|body| body["requests"].as_array().unwrap().len())
        .collect()
}

/// Its path has no `delete`, by the metadata.
#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(
    type = "fleet.graph.receipt",
    schema = "schemas/fleet.csdl",
    path = "/receipts/{number: i64}"
)]
struct Receipt {
    #[odata(key)]
    number: i64,
    size: Option<Value>,
}

#[tokio::test]
#[expect(deprecated, reason = "all that the metadata lets change of the type is")]
async fn paths_that_can_be_changed_and_no_more_are_taken() {
    let service = many(1).start().await;
    let updates = [(Receipt::path(7), Receipt::patch().size(json!("x")))];
    let results: Vec<_> = client(&service, &TestClock::new())
        .update_all(stream::iter(updates))
        .collect()
        .await;
    let [update] = results.as_slice() else {
        panic!("{} results", results.len())
    };
    assert_eq!(update.key.as_str().unwrap(), "/receipts/7");
    // The service has none.
    assert!(
        matches!(update.result, Err(Error::NotFound(_))),
        "{:?}",
        update.result
    );
}

#[tokio::test]
async fn every_update_has_one_result_with_its_path() {
    let service = many(50).start().await;
    let mut updates: Vec<_> = (0..50).map(update).collect();
    updates.push((
        DeviceStatus::path("config-id", "nobody"),
        DeviceStatus::patch().user_name("x"),
    ));
    updates.push((
        DeviceStatus::path("config-id", ""),
        DeviceStatus::patch().user_name("x"),
    ));
    updates.push((DeviceStatus::path("config-id", "0"), DeviceStatus::patch()));
    let results: Vec<_> = client(&service, &TestClock::new())
        .update_all(stream::iter(updates))
        .unlimited()
        .collect()
        .await;
    let by_index: HashMap<_, _> = results.iter().map(|update| (update.index, update)).collect();
    assert_eq!((results.len(), by_index.len()), (53, 53));
    for number in 0..50_usize {
        let update = by_index[&(number as u64)];
        assert_eq!(update.key.as_str().unwrap(), format!("{STATUSES}/{number}"));
        assert_eq!(
            update.result.as_ref().unwrap().entity().unwrap().user_name,
            Some(format!("user {number}"))
        );
    }
    assert!(matches!(by_index[&50].result, Err(Error::NotFound(_))));
    assert!(matches!(by_index[&51].result, Err(Error::Path(_))));
    assert!(matches!(by_index[&52].result, Err(Error::EmptyPatch)));
    assert!(sizes(&service).iter().all(|size| *size <= 20));
}

#[tokio::test]
async fn no_more_is_taken_from_the_stream_than_a_few_batches() {
    let service = many(400).start().await;
    let taken = Arc::new(Mutex::new(0));
    let counting = Arc::clone(&taken);
    let updates = stream::iter(0..400).map(move |number| {
        *counting.lock().unwrap() += 1;
        update(number)
    });
    let mut results = client(&service, &TestClock::new())
        .update_all(updates)
        .unlimited()
        .concurrency(2);
    let (mut ended, mut most) = (0, 0);
    while results.next().await.is_some() {
        ended += 1;
        most = most.max(*taken.lock().unwrap() - ended);
        assert!(results.progress().in_flight <= 40);
    }
    assert!(ended == 400 && most <= 80, "{most}");
}

#[tokio::test]
async fn a_published_limit_is_kept_from_the_start() {
    let (service, clock) = (many(250).start().await, TestClock::new());
    let results: Vec<_> = client(&service, &clock)
        .update_all(stream::iter((0..250).map(update)))
        .collect()
        .await;
    assert!(results.len() == 250 && results.iter().all(|update| update.result.is_ok()));
    // Intune's limit for apps: 100 in 20 s. No request was throttled to find that out.
    assert_eq!(clock.waits(), [Duration::from_secs(20); 2]);
}

#[tokio::test]
async fn throttling_slows_everything_down_and_loses_nothing() {
    let (service, clock) = (many(200).start().await, TestClock::new());
    let throttled = Fault::status(429).in_batch().after(30).times(25);
    service.inject(throttled.retry_after(RetryAfter::Seconds(Duration::from_secs(7))));
    let mut results = client(&service, &clock)
        .update_all(stream::iter((0..200).map(update)))
        .unlimited();
    let mut indices = BTreeSet::new();
    while let Some(update) = results.next().await {
        assert!(
            update.result.is_ok() && indices.insert(update.index),
            "{update:?}"
        );
    }
    let progress = results.progress();
    assert_eq!(
        (
            indices.len(),
            progress.succeeded,
            progress.failed,
            progress.retried
        ),
        (200, 200, 0, 25)
    );
    let (least, most) = (Duration::from_secs(7), Duration::from_millis(10_500));
    assert!(
        clock.waits().iter().any(|wait| *wait >= least && *wait <= most),
        "{:?}",
        clock.waits()
    );
}

#[tokio::test]
async fn stopping_loses_nothing_that_was_sent_and_going_on_does_the_rest_once() {
    let service = many(300).start().await;
    let client = client(&service, &TestClock::new());
    let mut done = BTreeSet::new();
    let mut results = client.update_all(stream::iter((0..300).map(update))).unlimited();
    while let Some(update) = results.next().await {
        assert!(update.result.is_ok() && done.insert(update.index));
        if done.len() == 101 {
            results.stop();
        }
    }
    assert!(done.len() >= 101 && done.len() < 300, "{}", done.len());
    let rest: Vec<_> = (0..300)
        .filter(|number| !done.contains(&(*number as u64)))
        .map(update)
        .collect();
    let rest: Vec<_> = client.update_all(stream::iter(rest)).unlimited().collect().await;
    assert_eq!(
        (done.len() + rest.len(), sizes(&service).iter().sum::<usize>()),
        (300, 300),
        "each was sent once"
    );
    let renamed =
        |(number, entity): (usize, serde_json::Value)| entity["userName"] == json!(format!("user {number}"));
    assert!(service.entities(STATUSES).into_iter().enumerate().all(renamed));
}

#[tokio::test]
async fn other_requests_can_be_sent_in_bulk_too() {
    let service = many(30).start().await;
    let client = client(&service, &TestClock::new());
    let deletions = (0..30).map(|number| {
        (
            number,
            DeviceStatus::path("config-id", number.to_string()).delete(),
        )
    });
    let results: Vec<_> = client
        .send_all(stream::iter(deletions))
        .unlimited()
        .collect()
        .await;
    assert!(results.len() == 30 && results.iter().all(|outcome| outcome.result.is_ok()));
    assert!(service.entities(STATUSES).is_empty());
}

#[tokio::test]
async fn a_slow_stream_does_not_hold_back_what_is_there() {
    let service = many(3).start().await;
    let (sender, receiver) = tokio::sync::mpsc::unbounded_channel();
    sender.send(update(0)).unwrap();
    let updates = stream::unfold(receiver, |mut receiver| async {
        receiver.recv().await.map(|item| (item, receiver))
    });
    let mut results = client(&service, &TestClock::new()).update_all(updates);
    assert_eq!(results.next().await.unwrap().index, 0);
    sender.send(update(1)).unwrap();
    assert_eq!(results.next().await.unwrap().index, 1);
    drop(sender);
    assert!(results.next().await.is_none());
}

#[tokio::test]
async fn waiting_for_a_result_can_be_given_up_and_begun_again() {
    let service = many(60).start().await;
    service.inject(Fault::delay(Duration::from_millis(100)));
    let updates = stream::iter((0..60).map(update));
    let mut results = client(&service, &TestClock::new())
        .update_all(updates)
        .unlimited();
    let (mut indices, mut given_up) = (BTreeSet::new(), 0);
    loop {
        match tokio::time::timeout(Duration::from_millis(20), results.next()).await {
            Ok(Some(update)) => assert!(update.result.is_ok() && indices.insert(update.index)),
            Ok(None) => break,
            Err(_) => given_up += 1,
        }
    }
    assert!(given_up > 0);
    assert_eq!(
        (indices.len(), sizes(&service).iter().sum::<usize>()),
        (60, 60),
        "each was sent once"
    );
}

#[tokio::test]
async fn a_window_that_never_opens_does_not_stop_the_rest() {
    let (service, clock) = (many(60).start().await, TestClock::new());
    let fault = Fault::status(429)
        .in_batch()
        .header("RateLimit-Remaining", "0")
        .header("RateLimit-Reset", "1764108000");
    service.inject(fault.once());
    let updates = stream::iter((0..60).map(update));
    let results: Vec<_> = client(&service, &clock)
        .update_all(updates)
        .unlimited()
        .collect()
        .await;
    assert!(results.len() == 60 && results.iter().all(|update| update.result.is_ok()));
    let longest = clock.waits().into_iter().max();
    assert!(longest <= Some(Duration::from_secs(180)), "{longest:?}");
}

#[tokio::test]
async fn what_is_given_up_while_the_service_throttles_does_not_rush_the_rest() {
    for (asked, waits) in [(20, 2), (3600, 0)] {
        let (service, clock) = (many(60).start().await, TestClock::new());
        let asked = Duration::from_secs(asked);
        let fault = Fault::status(429).in_batch();
        service.inject(fault.retry_after(RetryAfter::Seconds(asked)));
        let builder = Client::builder(service.base_url(), FixedToken::new(service.token()));
        let client = builder
            .clock(clock.clone())
            .retry(RetryPolicy::none())
            .build()
            .unwrap();
        let updates = stream::iter((0..60).map(update));
        let results: Vec<_> = client.update_all(updates).concurrency(1).collect().await;
        let is_throttled =
            |error: &Error| matches!(error, Error::Throttled { wait: Some(wait), .. } if *wait == asked);
        assert!(
            results.len() == 60
                && results
                    .iter()
                    .all(|update| update.result.as_ref().is_err_and(is_throttled))
        );
        // Three batches, each after the wait that the one before asked for, if that is one to wait for.
        let waited = clock.waits();
        assert!(
            waited.len() == waits && waited.iter().all(|wait| *wait >= asked && *wait <= asked * 3 / 2),
            "{waited:?}"
        );
    }
}
