//! 10,000 updates against a service that throttles, fails, drops connections and lets the token expire.
//!
//! `cargo nextest run -p odata-entity-testing --test client_fault_run --no-capture` prints what became of them, and the memory.

mod common;

use common::DeviceStatus;
use common::clock::TestClock;
use common::service::{STATUSES, many};
use futures_util::{StreamExt, stream};
use odata_entity::client::{BoxError, BoxFuture, Event, What};
use odata_entity::profile::graph;
use odata_entity::{
    AccessToken, Client, EntityPath, Error, FixedToken, RetryPolicy, TokenProvider, TokenRequest,
};
use odata_entity_testing::{Fault, RetryAfter, Service};
use serde_json::json;
use std::sync::{Arc, Mutex};
use std::time::Duration;

type Patch = <DeviceStatus as odata_entity::Structured>::Patch;

fn update(number: usize) -> (EntityPath<DeviceStatus>, Patch) {
    let path = DeviceStatus::path("config-id", number.to_string());
    (path, DeviceStatus::patch().user_name(format!("user {number}")))
}

/// Another name of the same length.
fn settle(number: usize) -> (EntityPath<DeviceStatus>, Patch) {
    let path = DeviceStatus::path("config-id", number.to_string());
    (path, DeviceStatus::patch().user_name(format!("USER {number}")))
}

fn client(service: &Service, clock: &TestClock) -> Client {
    let builder = Client::builder(service.base_url(), FixedToken::new(service.token()));
    builder
        .profile(graph::profile())
        .clock(clock.clone())
        .build()
        .unwrap()
}

/// Whatever token the service takes now.
struct Current(Arc<Service>);

impl TokenProvider for Current {
    fn token<'a>(&'a self, _: &'a TokenRequest) -> BoxFuture<'a, Result<Option<AccessToken>, BoxError>> {
        Box::pin(std::future::ready(Ok(Some(AccessToken::new(self.0.token())))))
    }
}

/// Resident memory in KiB, where the system reports it.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or(0)
}

#[tokio::test]
async fn every_update_ends_exactly_once_as_the_service_s_state_says() {
    fault_run(2_000).await;
}

/// What the process holds is no matter of other tests' threads: a step of its own in `.ci/run`.
#[ignore = "the long run, which measures memory: a separate step in .ci/run"]
#[tokio::test]
async fn memory_does_not_grow_with_the_updates() {
    let memory = fault_run(10_000).await;
    println!("resident memory after each 1,000 updates, in KiB: {memory:?}");
    let growth = memory[memory.len() - 1].saturating_sub(memory[1]);
    assert!(growth < 4 << 10, "{growth} KiB more");
}

/// Sends so many updates past faults, and checks how each ended; the memory in KiB after each 1,000.
async fn fault_run(total: usize) -> Vec<u64> {
    let (service, clock) = (
        Arc::new(many(total).keep_requests(0).start().await),
        TestClock::new(),
    );
    // The service itself takes memory for an entity when it is changed first.
    let settled = client(&service, &clock).update_all(stream::iter((0..total).map(settle)));
    let settled: Vec<_> = settled.unlimited().collect().await;
    assert!(settled.iter().all(|update| update.result.is_ok()));
    drop(settled);
    let waited = clock.waits().len();
    service.inject(Fault::rotate_token().path("/$batch").after(50).once());
    service.inject(Fault::drop_before_work().path("/$batch").rate(0.01, 1));
    service.inject(Fault::drop_after_work().path("/$batch").rate(0.01, 2));
    service.inject(
        Fault::status(429)
            .in_batch()
            .rate(0.10, 3)
            .retry_after(RetryAfter::Decimal(Duration::from_millis(2128))),
    );
    service.inject(Fault::status(503).in_batch().rate(0.05, 4));
    let lost = Arc::new(Mutex::new((0, 0)));
    let counting = Arc::clone(&lost);
    let client = Client::builder(service.base_url(), Current(Arc::clone(&service)))
        .profile(graph::profile())
        .clock(clock.clone())
        .retry(RetryPolicy::new())
        .observer(move |event: &Event<'_>| match event.what {
            What::Lost { .. } => counting.lock().unwrap().0 += 1,
            What::Answered { status, .. } if status == 401 => counting.lock().unwrap().1 += 1,
            _ => {}
        })
        .build()
        .unwrap();
    let mut results = client
        .update_all(stream::iter((0..total).map(update)))
        .unlimited();
    let mut ended: Vec<Option<Result<(), Error>>> = (0..total).map(|_| None).collect();
    let mut memory = Vec::new();
    let mut count = 0;
    while let Some(update) = results.next().await {
        let place = &mut ended[update.index as usize];
        assert!(place.is_none(), "{} ended twice", update.index);
        *place = Some(update.result.map(drop));
        count += 1;
        if count % 1000 == 0 {
            memory.push(resident());
        }
    }
    let progress = results.progress();
    let mut failed = 0;
    for (number, (entity, ended)) in service.entities(STATUSES).into_iter().zip(ended).enumerate() {
        let is_done = entity["userName"] == json!(format!("user {number}"));
        match ended.expect("every update ended") {
            Ok(()) => assert!(is_done, "{number}"),
            Err(error) => {
                failed += 1;
                assert!(error.is_retryable(), "{error}");
                // After a lost answer the last word of the service can be a refusal of what it did before.
                assert!(
                    !is_done || error.may_be_done() || matches!(error, Error::Throttled { .. }),
                    "{number}: {error}"
                );
            }
        }
    }
    let (lost, refused) = *lost.lock().unwrap();
    println!(
        "{total} updates: {} updated, {failed} reported as errors, {} retries, {lost} lost batches, {refused} refused tokens, {:?} waited",
        progress.succeeded,
        progress.retried,
        clock.waits()[waited..].iter().sum::<Duration>(),
    );
    assert_eq!(
        (progress.succeeded + failed, progress.failed),
        (total as u64, failed)
    );
    assert!(
        lost > 0 && refused >= 1 && failed < 200,
        "{lost} {refused} {failed}"
    );
    memory
}
