//! Bulk updates do not run into a service that fails or refuses them all.

mod common;

use common::DeviceStatus;
use common::clock::TestClock;
use common::service::{STATUSES, many};
use common::wire::{BASE, TOKEN};
use futures_util::{FutureExt, StreamExt, stream};
use http::{Request, Response};
use odata_entity::batch::Batch;
use odata_entity::client::{BoxError, BoxFuture, Outcome, Transport};
use odata_entity::profile::graph;
use odata_entity::{
    AccessToken, Client, EntityPath, Error, FixedToken, RetryPolicy, TokenProvider, TokenRequest,
    TransportError, Written,
};
use odata_entity_testing::{Fault, Service};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

type Patch = <DeviceStatus as odata_entity::Structured>::Patch;
type Update = Outcome<EntityPath<DeviceStatus>, Written<DeviceStatus>>;

const COUNT: usize = 1500;

fn update(number: usize) -> (EntityPath<DeviceStatus>, Patch) {
    let path = DeviceStatus::path("config-id", (number % 40).to_string());
    (path, DeviceStatus::patch().user_name(format!("user {number}")))
}

fn client(service: &Service, clock: &TestClock, policy: RetryPolicy) -> Client {
    Client::builder(service.base_url(), FixedToken::new(service.token()))
        .profile(graph::profile())
        .clock(clock.clone())
        .retry(policy.jitter(0.0))
        .build()
        .unwrap()
}

/// How many requests each batch had.
fn sizes(service: &Service) -> Vec<usize> {
    let bodies = service.requests();
    let bodies = bodies.iter().filter_map(|request| request.json());
    bodies
        .map(|body| body["requests"].as_array().unwrap().len())
        .collect()
}

/// Sends them all, at most so many batches at a time, and half of them at first; what was not tried apart from the rest.
async fn send(client: &Client, concurrency: usize) -> (Vec<Update>, Vec<Update>) {
    let updates = client.update_all(stream::iter((0..COUNT).map(update)));
    let mut results = updates.unlimited().concurrency(concurrency);
    let mut ended = Vec::new();
    while let Some(update) = results.next().await {
        ended.push(update);
    }
    let mut indices: Vec<_> = ended.iter().map(|update| update.index).collect();
    indices.sort_unstable();
    assert_eq!(indices, Vec::from_iter(0..COUNT as u64), "each ends once");
    let is_not_tried = |update: &Update| matches!(update.result, Err(Error::NotTried(_)));
    let (not_tried, tried): (Vec<_>, Vec<_>) = ended.into_iter().partition(is_not_tried);
    let failed = tried.iter().filter(|update| update.result.is_err()).count() as u64;
    let progress = results.progress();
    assert_eq!(
        (
            progress.taken,
            progress.succeeded,
            progress.failed,
            progress.not_tried
        ),
        (
            COUNT as u64,
            tried.len() as u64 - failed,
            failed,
            not_tried.len() as u64
        )
    );
    assert_eq!(results.given_up().is_some(), !not_tried.is_empty());
    (tried, not_tried)
}

#[tokio::test]
async fn batches_that_are_refused_in_a_row_slow_down_and_stop_the_rest() {
    for status in [400, 401, 403, 404, 500] {
        let (service, clock) = (many(40).start().await, TestClock::new());
        service.inject(Fault::status(status).path("/$batch"));
        let (tried, not_tried) = send(&client(&service, &clock, RetryPolicy::new()), 4).await;
        // Two at a time: four batches until the third is refused, and two probes. With 401 each goes twice.
        let sizes = sizes(&service);
        assert!(sizes.len() <= 12 && sizes.ends_with(&[1]), "{status}: {sizes:?}");
        assert_eq!(clock.waits(), [3, 6].map(Duration::from_secs), "{status}");
        assert!(tried.len() <= 82 && not_tried.len() >= COUNT - 82);
        let found = |update: &Update| {
            update
                .result
                .as_ref()
                .unwrap_err()
                .status()
                .map(|status| status.as_u16())
        };
        assert!(tried.iter().all(|update| found(update) == Some(status)));
        for update in &not_tried {
            let Err(error @ Error::NotTried(cause)) = &update.result else {
                panic!("{update:?}")
            };
            assert_eq!(cause.status().map(|status| status.as_u16()), Some(status));
            assert!(!error.may_be_done() && error.status().is_none());
            assert_eq!(error.is_retryable(), cause.is_retryable());
        }
        let text = not_tried[0].result.as_ref().unwrap_err().to_string();
        assert!(
            text.starts_with("not sent") && text.contains(&status.to_string()),
            "{text}"
        );
    }
}

#[tokio::test]
async fn a_gateway_that_has_no_answer_for_a_while_fails_nothing() {
    for status in [502, 504] {
        let (service, clock) = (many(40).start().await, TestClock::new());
        service.inject(Fault::status(status).path("/$batch").times(3));
        let (tried, not_tried) = send(&client(&service, &clock, RetryPolicy::new()), 2).await;
        assert!(not_tried.is_empty() && tried.iter().all(|update| update.result.is_ok()));
        // Held up before the probe, and not more.
        assert_eq!(clock.waits(), [Duration::from_secs(3)]);
        assert_eq!(sizes(&service)[..4], [20, 20, 20, 1]);
    }
}

#[tokio::test]
async fn an_outage_ends_what_was_sent_with_what_came_of_it() {
    for fault in [Fault::status(502), Fault::drop_after_work(), Fault::html(200)] {
        let (service, clock) = (many(40).start().await, TestClock::new());
        service.inject(fault.path("/$batch"));
        let (tried, not_tried) = send(&client(&service, &clock, RetryPolicy::new()), 2).await;
        let sizes = sizes(&service);
        assert_eq!(sizes, [20, 20, 20, 1, 1]);
        let is_open = |update: &Update| update.result.as_ref().is_err_and(Error::may_be_done);
        assert!(
            tried.iter().all(is_open) && (60..=62).contains(&tried.len()),
            "{}",
            tried.len()
        );
        let is_open = |update: &Update| update.result.as_ref().is_err_and(Error::may_be_done);
        assert!(!not_tried.iter().any(is_open));
    }
}

#[tokio::test]
async fn the_probes_are_as_many_as_the_tries_of_the_policy() {
    for (policy, waits) in [
        (RetryPolicy::none(), &[3][..]),
        (RetryPolicy::new().tries(5), &[3, 6, 12, 24]),
        (
            RetryPolicy::new().tries(9).total_wait(Duration::from_secs(10)),
            &[3, 6],
        ),
    ] {
        let (service, clock) = (many(40).start().await, TestClock::new());
        service.inject(Fault::status(403).path("/$batch"));
        send(&client(&service, &clock, policy), 2).await;
        let expected: Vec<_> = waits.iter().copied().map(Duration::from_secs).collect();
        assert_eq!(clock.waits(), expected);
    }
}

#[tokio::test]
async fn what_a_service_answers_to_each_request_is_the_request_s_own_affair() {
    let (service, clock) = (many(40).start().await, TestClock::new());
    service.inject(Fault::status(403).in_batch());
    let (tried, not_tried) = send(&client(&service, &clock, RetryPolicy::new()), 2).await;
    assert!(not_tried.is_empty() && clock.waits().is_empty());
    assert!(
        tried
            .iter()
            .all(|update| matches!(update.result, Err(Error::Forbidden(_))))
    );

    // Unless the service fails at every one of them.
    let (service, clock) = (many(40).start().await, TestClock::new());
    service.inject(Fault::status(500).in_batch());
    let (tried, not_tried) = send(&client(&service, &clock, RetryPolicy::new()), 2).await;
    assert!(
        tried.len() <= 82 && not_tried.len() >= COUNT - 82,
        "{}",
        tried.len()
    );

    // Some of them are not all of them.
    let (service, clock) = (many(40).start().await, TestClock::new());
    service.inject(Fault::status(500).in_batch().path(format!("{STATUSES}/7")));
    let (tried, not_tried) = send(&client(&service, &clock, RetryPolicy::new()), 2).await;
    assert!(not_tried.is_empty() && clock.waits().is_empty());
    assert_eq!(
        tried.iter().filter(|update| update.result.is_err()).count(),
        COUNT.div_ceil(40)
    );
}

#[tokio::test]
async fn a_large_batch_brakes_as_a_bulk_update_does() {
    for (fault, is_open) in [
        (Fault::status(401), false),
        (Fault::status(403), false),
        (Fault::status(404), false),
        (Fault::status(500), true),
        (Fault::status(502), true),
        (Fault::drop_after_work(), true),
    ] {
        let (service, clock) = (many(40).start().await, TestClock::new());
        service.inject(fault.path("/$batch"));
        let mut batch = Batch::new();
        let add = |number: usize| batch.add(DeviceStatus::path("config-id", number.to_string()).get());
        let handles: Vec<_> = (0..200).map(add).collect();
        let client = client(&service, &clock, RetryPolicy::new());
        let mut results = client.send_batch(batch).await;
        let mut sizes = sizes(&service);
        // A 401 is answered with another token once, and the token is the same.
        sizes.dedup();
        assert_eq!(sizes, [20, 1]);
        assert_eq!(clock.waits(), [3, 6].map(Duration::from_secs));
        let mut not_tried = 0;
        for handle in handles {
            match results.take(handle).unwrap_err() {
                Error::NotTried(cause) => {
                    assert!(!matches!(&*cause, Error::NotTried(_)));
                    not_tried += 1;
                }
                error => assert_eq!(error.may_be_done(), is_open, "{error}"),
            }
        }
        assert!((138..=140).contains(&not_tried), "{not_tried}");
    }
}

#[tokio::test]
async fn a_batch_with_nothing_left_to_send_waits_for_no_probe() {
    let (service, clock) = (many(40).start().await, TestClock::new());
    service.inject(Fault::status(403).path("/$batch"));
    let mut batch = Batch::new();
    let add = |_| batch.add(DeviceStatus::path("config-id", "1").get());
    let handles: Vec<_> = (0..60).map(add).collect();
    let mut results = client(&service, &clock, RetryPolicy::new())
        .send_batch(batch)
        .await;
    let is_refused = |handle| matches!(results.take(handle), Err(Error::Forbidden(_)));
    assert!(handles.into_iter().all(is_refused));
    assert!(clock.waits().is_empty() && sizes(&service) == [20; 3]);
}

#[tokio::test]
async fn requests_that_depend_on_each_other_probe_together() {
    let (service, clock) = (many(40).start().await, TestClock::new());
    service.inject(Fault::status(500).path("/$batch").times(3));
    let mut batch = Batch::new();
    let mut handles = Vec::new();
    for pair in 0..100_usize {
        let path = || DeviceStatus::path("config-id", (pair % 40).to_string());
        let first = batch.add(path().get());
        let second = batch.add_after([first.id()], path().get());
        handles.extend([first, second]);
    }
    let mut results = client(&service, &clock, RetryPolicy::new())
        .send_batch(batch)
        .await;
    let failed = handles
        .into_iter()
        .filter_map(|handle| results.take(handle).err())
        .count();
    assert_eq!((failed, &sizes(&service)[..5]), (60, &[20, 20, 20, 2, 20][..]));
    assert_eq!(clock.waits(), [Duration::from_secs(3)]);
}

#[tokio::test]
async fn what_is_taken_after_it_was_given_up_ends_at_once_and_a_stop_ends_it() {
    let (service, clock) = (many(40).start().await, TestClock::new());
    service.inject(Fault::status(403).path("/$batch"));
    let client = client(&service, &clock, RetryPolicy::new());
    // A stream without an end.
    let mut results = client.update_all(stream::iter((0..).map(update))).unlimited();
    let mut after = 0;
    while let Some(update) = results.next().await {
        if matches!(update.result, Err(Error::NotTried(_))) {
            after += 1;
        }
        if after == 1000 {
            results.stop();
        }
        assert!(after < 2000);
    }
    assert!(sizes(&service).len() <= 6 && results.given_up().is_some());
}

/// A provider that has no token, and counts.
struct Nothing<'c>(&'c AtomicUsize);

impl TokenProvider for Nothing<'_> {
    fn token<'a>(&'a self, _: &'a TokenRequest) -> BoxFuture<'a, Result<Option<AccessToken>, BoxError>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(std::future::ready(Err("the issuer is out of order".into())))
    }
}

#[tokio::test]
async fn a_provider_that_fails_brakes_as_a_service_does() {
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    let (service, clock) = (many(1).start().await, TestClock::new());
    let builder = Client::builder(service.base_url(), Nothing(&ASKED)).clock(clock.clone());
    let (tried, not_tried) = send(&builder.profile(graph::profile()).build().unwrap(), 2).await;
    assert!(
        tried
            .iter()
            .all(|update| matches!(update.result, Err(Error::Token(_))))
    );
    assert!(not_tried.len() >= COUNT - 82 && service.requests().is_empty());
    assert!(ASKED.load(Ordering::Relaxed) <= 6);
}

#[tokio::test]
async fn no_number_overflows_a_bulk_update() {
    let service = many(40).start().await;
    for batch_limit in [0, 1, 20, usize::MAX] {
        let mut profile = graph::profile();
        profile.batch_limit = batch_limit;
        for concurrency in [0, 1, usize::MAX - 1, usize::MAX] {
            let client = Client::builder(service.base_url(), FixedToken::new(service.token()))
                .profile(profile.clone())
                .clock(TestClock::new())
                .build()
                .unwrap();
            let results = client.update_all(stream::iter((0..20).map(update)));
            let results = results.concurrency(concurrency).limit(u32::MAX, Duration::MAX);
            let results: Vec<_> = results.collect().await;
            assert!(results.len() == 20 && results.iter().all(|update| update.result.is_ok()));
        }
    }
    let client = client(&service, &TestClock::new(), RetryPolicy::new());
    let results = client.update_all(stream::iter((0..20).map(update)));
    let results: Vec<_> = results.limit(0, Duration::ZERO).collect().await;
    assert!(results.len() == 20 && results.iter().all(|update| update.result.is_ok()));
}

/// A service that answers nothing.
struct Silent;

impl Transport for Silent {
    fn send(&self, _: Request<Vec<u8>>) -> BoxFuture<'_, Result<Response<Vec<u8>>, TransportError>> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn memory_has_a_bound_whatever_the_numbers_are() {
    let mut profile = graph::profile();
    profile.batch_limit = usize::MAX;
    let builder = Client::builder(BASE, FixedToken::new(TOKEN)).transport(Silent);
    let client = builder.profile(profile).build().unwrap();
    let updates = stream::iter((0..).map(update));
    let mut results = client.update_all(updates).unlimited().concurrency(usize::MAX);
    assert!(results.next().now_or_never().is_none());
    assert_eq!(results.progress().taken, 1 << 16);
}
