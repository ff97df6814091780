//! Work that takes long and shows in what is read: polled until it is done, or until the limit.

mod common;

use common::clock::TestClock;
use odata_entity::{Client, Entity, Error, FixedToken};
use odata_entity_testing::{EntityType, Fault, Property, Service};
use serde_json::json;
use std::time::Duration;

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.job", path = "/jobs/{id}")]
struct Job {
    #[odata(key)]
    id: String,
    status: Option<String>,
    url: Option<String>,
}

async fn service() -> Service {
    let job = EntityType::new("n.job")
        .key("id")
        .property(Property::string("status"))
        .property(Property::string("url"));
    let builder = Service::builder().entity_set("/jobs", job);
    builder
        .insert("/jobs", json!({"id": "j", "status": "inProgress"}))
        .start()
        .await
}

fn client(service: &Service) -> (Client, TestClock) {
    let clock = TestClock::new();
    let builder = Client::builder(service.base_url(), FixedToken::new(service.token()));
    (builder.clock(clock.clone()).build().unwrap(), clock)
}

fn is_over(job: &Job) -> bool {
    job.status.as_deref() != Some("inProgress")
}

fn seconds(waits: &[Duration]) -> Vec<u64> {
    waits.iter().map(Duration::as_secs).collect()
}

#[tokio::test]
async fn an_entity_is_polled_until_it_is_in_the_state() {
    let service = service().await;
    let (client, clock) = client(&service);
    let done = json!({"status": "completed", "url": "https://h/x"});
    service.reach_after("/jobs/j", 7, done.clone(), None).unwrap();
    let job = client.poll_until(Job::path("j").get(), is_over).await.unwrap();
    assert_eq!(job.url.as_deref(), Some("https://h/x"));
    assert_eq!(seconds(&clock.waits()), [1, 2, 4, 8, 16, 30, 30]);
    // At the service's own pace, but for none.
    service
        .insert("/jobs/j", json!({"status": "inProgress"}))
        .unwrap();
    service.reach_after("/jobs/j", 2, json!({}), Some("7")).unwrap();
    service.reach_after("/jobs/j", 1, done, Some("0")).unwrap();
    let waited = clock.waits().len();
    client.poll_until(Job::path("j").get(), is_over).await.unwrap();
    assert_eq!(seconds(&clock.waits()[waited..]), [7, 7, 4, 1]);
}

#[tokio::test]
async fn at_the_limit_the_error_has_the_last_answer() {
    let service = service().await;
    let (client, clock) = client(&service);
    let request = Job::path("j").get();
    let limited = client
        .poll_until(request.clone(), is_over)
        .limit(Duration::from_secs(20));
    let error = limited
        .every(Duration::from_secs(5), Duration::from_secs(5))
        .await
        .unwrap_err();
    let Error::Unfinished(unfinished) = &error else {
        panic!("{error}");
    };
    assert_eq!(
        (unfinished.polls(), unfinished.waited()),
        (5, Duration::from_secs(20))
    );
    assert_eq!(seconds(&clock.waits()), [5, 5, 5, 5]);
    let body = error.body().unwrap().to_vec();
    assert_eq!(
        request.read(http::Response::new(body)).unwrap().status.as_deref(),
        Some("inProgress")
    );
    assert!(error.is_retryable() && error.status().unwrap() == 200);
    assert!(!format!("{error} {error:?}").contains("inProgress"));
    // A wait that does not fit is not begun.
    service
        .reach_after("/jobs/j", 1, json!({}), Some("3600"))
        .unwrap();
    let waited = clock.waits().len();
    let error = client.poll_until(request, is_over).await.unwrap_err();
    assert!(matches!(error, Error::Unfinished(_)), "{error}");
    assert_eq!(clock.waits().len(), waited);
}

#[tokio::test]
async fn a_service_that_is_away_for_a_while_is_no_end_and_a_refusal_is() {
    let service = service().await;
    let (client, _) = client(&service);
    service
        .reach_after("/jobs/j", 2, json!({"status": "failed"}), None)
        .unwrap();
    service.inject(Fault::status(503).times(2));
    service.inject(Fault::drop_before_work().after(1).times(2));
    let job = client.poll_until(Job::path("j").get(), is_over).await.unwrap();
    assert_eq!(job.status.as_deref(), Some("failed"));
    service.clear_faults();
    service.inject(Fault::status(404));
    let error = client
        .poll_until(Job::path("j").get(), is_over)
        .await
        .unwrap_err();
    assert!(matches!(error, Error::NotFound(_)), "{error}");
}
