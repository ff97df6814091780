//! Waits do not depend on the time of day: one that is set back stalls nothing.

mod common;

use common::DeviceStatus;
use common::clock::TestClock;
use common::service::{STATUSES, many};
use futures_util::{StreamExt, stream};
use odata_entity::batch::{Batch, BatchStep};
use odata_entity::profile::graph;
use odata_entity::{Client, EntityPath, FixedToken, RetryPolicy};
use odata_entity_testing::{Fault, RetryAfter, Service};
use std::time::{Duration, SystemTime};

const HOUR: Duration = Duration::from_secs(3600);
const ASKED: Duration = Duration::from_secs(7);

type Patch = <DeviceStatus as odata_entity::Structured>::Patch;

fn update(number: usize) -> (EntityPath<DeviceStatus>, Patch) {
    let path = DeviceStatus::path("config-id", number.to_string());
    (path, DeviceStatus::patch().user_name(format!("user {number}")))
}

fn client(service: &Service, clock: &TestClock) -> Client {
    Client::builder(service.base_url(), FixedToken::new(service.token()))
        .profile(graph::profile())
        .clock(clock.clone())
        .retry(RetryPolicy::new().jitter(0.0))
        .build()
        .unwrap()
}

/// A service that throttles one of its entities once, and a clock of each kind that is set back an hour meanwhile.
async fn set_back() -> impl Iterator<Item = (Service, TestClock)> {
    let mut cases = Vec::new();
    for clock in [TestClock::new(), TestClock::of_day()] {
        let service = many(40).start().await;
        let throttled = Fault::status(429).path(format!("{STATUSES}/1")).once();
        service.inject(throttled.in_batch().retry_after(RetryAfter::Seconds(ASKED)));
        clock.set_back(HOUR);
        cases.push((service, clock));
    }
    cases.into_iter()
}

#[tokio::test]
async fn a_clock_that_is_set_back_during_a_wait_stalls_no_batch() {
    for (service, clock) in set_back().await {
        let mut batch = Batch::new();
        let handles: Vec<_> = (0..3)
            .map(|number| batch.add(DeviceStatus::path("config-id", number.to_string()).get()))
            .collect();
        let mut results = client(&service, &clock).send_batch(batch).await;
        assert!(handles.into_iter().all(|handle| results.take(handle).is_ok()));
        assert_eq!(clock.waits(), [ASKED]);
    }
}

#[tokio::test]
async fn a_clock_that_is_set_back_during_a_wait_stalls_no_bulk_update() {
    for (service, clock) in set_back().await {
        let updates = client(&service, &clock).update_all(stream::iter((0..40).map(update)));
        let results: Vec<_> = updates.unlimited().collect().await;
        assert!(results.len() == 40 && results.iter().all(|update| update.result.is_ok()));
        assert_eq!(clock.waits(), [ASKED]);
    }
}

#[tokio::test]
async fn a_clock_that_is_set_back_does_not_lengthen_the_window_of_a_limit() {
    for clock in [TestClock::new(), TestClock::of_day()] {
        let service = many(60).start().await;
        clock.set_back(HOUR);
        let updates = client(&service, &clock).update_all(stream::iter((0..60).map(update)));
        let results: Vec<_> = updates.limit(20, Duration::from_secs(30)).collect().await;
        assert!(results.len() == 60 && results.iter().all(|update| update.result.is_ok()));
        assert_eq!(clock.waits(), [Duration::from_secs(30); 2]);
    }
}

#[test]
fn a_batch_that_is_driven_by_hand_counts_no_step_back() {
    let mut batch = Batch::new();
    let _ = batch.add(DeviceStatus::path("c", "1").get());
    let policy = RetryPolicy::new().jitter(0.0);
    let mut run = batch.start("https://graph.microsoft.com/v1.0", &graph::profile(), &policy);
    let start = SystemTime::UNIX_EPOCH + 100_000 * HOUR;
    assert!(matches!(run.step(start), BatchStep::Send(_)));
    let answer = r#"{"responses":[{"id":"0","status":429,"headers":{"Retry-After":"7"}}]}"#;
    run.answered(Ok(http::Response::new(answer.as_bytes().to_vec())), start);
    let wait = |step: BatchStep| match step {
        BatchStep::Wait(wait) => wait.as_secs(),
        step => panic!("{step:?}"),
    };
    let second = Duration::from_secs(1);
    assert_eq!(wait(run.step(start)), 7);
    assert_eq!(wait(run.step(start + 3 * second)), 4);
    assert_eq!(wait(run.step(start - HOUR)), 4, "a step back is no time");
    assert_eq!(wait(run.step(start - HOUR + 3 * second)), 1);
    assert!(matches!(run.step(start - HOUR + 4 * second), BatchStep::Send(_)));
}

#[tokio::test]
async fn no_number_overflows_a_client() {
    let service = many(3).start().await;
    let builder = || Client::builder(service.base_url(), FixedToken::new(service.token()));
    let longest = builder()
        .connect_timeout(Duration::MAX)
        .timeout(Duration::MAX)
        .token_timeout(Duration::MAX)
        .body_limit(usize::MAX);
    let client = longest.build().unwrap();
    let list = || DeviceStatus::collection("config-id").list();
    let items = |limit| client.items(list()).limit(limit).count();
    assert_eq!(
        (items(usize::MAX).await, items(2).await, items(0).await),
        (3, 2, 0)
    );

    let shortest = builder().connect_timeout(Duration::ZERO).timeout(Duration::ZERO);
    let client = shortest.retry(RetryPolicy::none()).body_limit(0).build().unwrap();
    assert!(client.send(list()).await.is_err());
}
