//! A 404 just after a create, as directories give it that do not find a new entity everywhere at once; over TCP.

mod common;

use common::clock::TestClock;
use common::service::{device_status, stored};
use common::{DeviceStatus, documented};
use futures_util::{StreamExt, stream};
use odata_entity::batch::Batch;
use odata_entity::call::{Call, Configuration, Reach, Step};
use odata_entity::{Attempts, Client, EntityPath, Error, FixedToken, Request, RetryPolicy, Written};
use odata_entity_testing::{Fault, Service};
use std::time::{Duration, SystemTime};

const NEW: &str = "/deviceAppManagement/mobileAppConfigurations/c/deviceStatuses/new";
const MINUTE: Duration = Duration::from_secs(60);

fn create() -> Request<Written<DeviceStatus>> {
    DeviceStatus::collection("c").create(&documented())
}

fn path() -> EntityPath<DeviceStatus> {
    DeviceStatus::path("c", "new")
}

/// A service that does not find an entity so many times, as if what a create just made were that.
async fn slow(times: u64) -> Service {
    let set = "/deviceAppManagement/mobileAppConfigurations/{configId}/deviceStatuses";
    let mut new = stored();
    new["id"] = "new".into();
    let service = Service::builder()
        .entity_set(set, device_status())
        .insert(NEW.trim_end_matches("/new"), new)
        .start()
        .await;
    service.inject(Fault::status(404).path(NEW).times(times));
    service.inject(Fault::status(404).path(NEW).in_batch().times(times));
    service
}

fn client(service: &Service, policy: RetryPolicy) -> (Client, TestClock) {
    let clock = TestClock::new();
    let builder = Client::builder(service.base_url(), FixedToken::new(service.token()));
    let client = builder.clock(clock.clone()).retry(policy.jitter(0.0));
    (client.build().unwrap(), clock)
}

fn waiting() -> RetryPolicy {
    RetryPolicy::new().tries(4).not_found_after_create(MINUTE)
}

async fn created_in(client: &Client) {
    client.send(create()).await.unwrap();
}

#[tokio::test]
async fn a_404_just_after_a_create_is_an_answer_unless_the_policy_waits() {
    let service = slow(1).await;
    let (client, clock) = client(&service, RetryPolicy::new());
    created_in(&client).await;
    assert!(matches!(client.send(path().get()).await, Err(Error::NotFound(_))));
    assert_eq!((service.requests().len(), clock.waits().len()), (2, 0));
}

#[tokio::test]
async fn a_404_just_after_a_create_is_tried_again_where_the_policy_waits() {
    let service = slow(2).await;
    let (client, clock) = client(&service, waiting());
    created_in(&client).await;
    let read = client.send(path().get()).await.unwrap();
    assert_eq!(read.id, "new");
    assert_eq!(clock.waits(), [3, 6].map(Duration::from_secs));

    // So is a change, and what is below the entity. The wait is the service's, if it has one.
    service.clear_faults();
    let later = Fault::status(404).header("retry-after", "7");
    service.inject(later.path(NEW).once());
    service.inject(Fault::status(404).path(format!("{NEW}/$value")).once());
    let patch = DeviceStatus::patch().user_name("Ann");
    client.send(path().patch(&patch)).await.unwrap();
    assert_eq!(clock.waits()[2..], [Duration::from_secs(7)]);
    assert!(client.send(path().media()).await.is_err());
    assert_eq!(
        clock.waits().len(),
        6,
        "that there is no such stream is found out in four tries"
    );
}

#[tokio::test]
async fn the_tries_of_the_policy_are_the_end_of_it_and_the_error_is_the_service_s() {
    let service = slow(u64::MAX).await;
    let (client, clock) = client(&service, waiting());
    created_in(&client).await;
    assert!(matches!(client.send(path().get()).await, Err(Error::NotFound(_))));
    assert_eq!((service.requests().len(), clock.waits().len()), (5, 3));
}

#[tokio::test]
async fn a_404_is_not_tried_again_elsewhere_nor_later() {
    let service = slow(u64::MAX).await;
    let (client, clock) = client(&service, waiting());
    // Nothing was created yet.
    assert!(client.send(path().get()).await.is_err());
    created_in(&client).await;
    // In another collection nothing was.
    let elsewhere = DeviceStatus::path("other", "new");
    assert!(client.send(elsewhere.get()).await.is_err());
    assert_eq!(clock.waits().len(), 0);
    clock.advance(MINUTE + Duration::from_secs(1));
    assert!(client.send(path().get()).await.is_err());
    assert_eq!(clock.waits().len(), 0);
}

#[tokio::test]
async fn a_request_can_say_that_what_it_names_is_new() {
    let service = slow(2).await;
    let (client, clock) = client(&service, RetryPolicy::new());
    created_in(&client).await;
    let read = client.send(path().get().just_created()).await.unwrap();
    assert_eq!((read.id.as_str(), clock.waits().len()), ("new", 2));
    // In a batch too.
    let mut batch = Batch::new();
    let handle = batch.add(path().get().just_created());
    assert!(client.send_batch(batch).await.take(handle).is_ok());
    assert_eq!(clock.waits().len(), 4);
    // And not beyond the policy.
    service.inject(Fault::status(404).path(NEW));
    assert!(client.send(path().get().just_created()).await.is_err());
    assert_eq!(clock.waits().len(), 6);
}

#[tokio::test]
async fn creates_and_404s_in_batches_and_bulk_requests_count_as_well() {
    let service = slow(2).await;
    let (client, clock) = client(&service, waiting());
    let mut batch = Batch::new();
    let written = batch.add(create());
    let read = batch.add_after([written.id()], path().get());
    let mut results = client.send_batch(batch).await;
    assert!(results.take(written).is_ok());
    assert_eq!(results.take(read).unwrap().id, "new");
    assert_eq!(clock.waits(), [3, 6].map(Duration::from_secs));
    // What was created in a batch is known outside of it, to bulk requests too.
    service.clear_faults();
    service.inject(Fault::status(404).path(NEW).once());
    client.send(path().get()).await.unwrap();
    assert_eq!(clock.waits().len(), 3);
    service.inject(Fault::status(404).path(NEW).in_batch().once());
    let updates = stream::iter([(path(), DeviceStatus::patch().user_name("Ann"))]);
    let outcomes: Vec<_> = client.update_all(updates).collect().await;
    assert!(outcomes[0].result.is_ok(), "{outcomes:?}");
}

/// Without `Client` the same policy has the same effect.
#[test]
fn a_call_that_is_driven_by_hand_tries_a_404_again_too() {
    let base = "https://h.example/v1.0";
    let rules = Configuration::new(base).unwrap().retry(waiting().jitter(0.0));
    let drive = |http: http::Request<Vec<u8>>, statuses: &[u16]| {
        let mut call = Call::new(&rules, http, Reach::Service, true, Attempts::default());
        let (mut statuses, mut waits) = (statuses.iter(), 0);
        loop {
            match call.step() {
                Step::Authorize(_) => call.authorized(None).unwrap(),
                Step::Send(_) => {
                    let mut answer = http::Response::new(Vec::new());
                    *answer.status_mut() = http::StatusCode::from_u16(*statuses.next().unwrap()).unwrap();
                    call.answered(Ok(answer), SystemTime::UNIX_EPOCH);
                }
                Step::Wait(_) => waits += 1,
                Step::Done(answer) => break ((*answer).unwrap().status().as_u16(), waits),
            }
        }
    };
    let read = || path().get().to_http(base).unwrap();
    assert_eq!(drive(read(), &[404]), (404, 0));
    assert_eq!(drive(create().to_http(base).unwrap(), &[201]), (201, 0));
    assert_eq!(drive(read(), &[404, 404, 200]), (200, 2));
}
