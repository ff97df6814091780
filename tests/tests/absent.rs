//! What is not there, not new, or not done yet: 204, 404, 304 and 202 to a request that reads; over TCP.

mod common;

use common::DeviceStatus;
use common::service::{STATUS_ID, client, statuses};
use futures_util::StreamExt;
use odata_entity::batch::Batch;
use odata_entity::{Entity, EntityPath, Error, Media, Page, Request, Tagged};
use odata_entity_testing::{EntityType, Fault, Property, Service};
use serde_json::json;
use std::time::Duration;

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.user", path(by_manager = "/users/{userId}/manager"))]
struct Manager {
    display_name: Option<String>,
}

fn manager() -> Request<Manager> {
    Manager::by_manager("u").get()
}

fn path() -> EntityPath<DeviceStatus> {
    DeviceStatus::path("config-id", STATUS_ID)
}

/// A user without a manager.
async fn users() -> Service {
    let user = EntityType::new("microsoft.graph.user")
        .key("id")
        .client_keys()
        .property(Property::string("displayName"));
    Service::builder()
        .entity_set("/users/{id}", user.clone())
        .singleton("/users/{id}/manager", user)
        .insert("/users", json!({"id": "u"}))
        .start()
        .await
}

#[tokio::test]
async fn what_is_null_reads_as_none_where_that_was_asked_for() {
    let service = users().await;
    let client = client(&service);
    assert_eq!(client.send(manager().optional()).await.unwrap(), None);
    let tagged: Option<Tagged<Manager>> = client.send(manager().tagged().optional()).await.unwrap();
    assert_eq!(tagged, None);
    let mut batch = Batch::new();
    let handle = batch.add(manager().optional());
    assert_eq!(client.send_batch(batch).await.take(handle).unwrap(), None);
    // Some services write it.
    for null in ["null", " null\n", "\u{feff}null"] {
        service.inject(Fault::status(200).body("application/json", null).once());
        assert_eq!(client.send(manager().optional()).await.unwrap(), None);
    }

    service
        .insert("/users/u/manager", json!({"id": "m", "displayName": "Ann"}))
        .unwrap();
    let found = client.send(manager().optional()).await.unwrap();
    assert_eq!(found.unwrap().display_name.as_deref(), Some("Ann"));
    let found = client.send(manager().tagged().optional()).await.unwrap();
    assert!(found.unwrap().etag.is_some());
}

#[tokio::test]
async fn what_is_null_is_an_error_that_says_so_where_it_was_not_asked_for() {
    let service = users().await;
    let client = client(&service);
    let mut batch = Batch::new();
    let handle = batch.add(manager());
    let errors = [
        client.send(manager()).await.unwrap_err(),
        client.send(manager().tagged()).await.unwrap_err(),
        client.send_batch(batch).await.take(handle).unwrap_err(),
    ];
    for error in errors {
        assert_eq!(error.status().map(|status| status.as_u16()), Some(204));
        let text = error.to_string();
        assert!(
            text.contains("204") && text.contains("`optional()`") && !text.contains("EOF"),
            "{text}"
        );
    }
    service.inject(Fault::status(200).body("application/json", "null").once());
    let error = client.send(manager()).await.unwrap_err();
    assert!(
        error.to_string().contains("null") && error.to_string().contains("`optional()`"),
        "{error}"
    );
    // Nor is an empty body an entity, a page or nothing.
    for status in [200, 201] {
        service.inject(Fault::status(status).times(3));
        for error in [
            client.send(manager()).await.unwrap_err(),
            client.send(manager().optional()).await.unwrap_err(),
            client
                .send(DeviceStatus::collection("c").list())
                .await
                .unwrap_err(),
        ] {
            assert!(error.to_string().contains("the body is empty"), "{error}");
        }
    }
    service.inject(Fault::status(204).times(2));
    let list = DeviceStatus::collection("c").list();
    let error = client.send(list.clone()).await.unwrap_err();
    assert!(
        error.to_string().contains("204") && !error.to_string().contains("optional"),
        "{error}"
    );
    assert!(matches!(
        client.items(list).next().await,
        Some(Err(Error::Decode(_)))
    ));
}

#[tokio::test]
async fn what_is_not_found_reads_as_none_only_where_that_was_asked_for() {
    let service = users().await;
    let client = client(&service);
    let nobody = || Manager::by_manager("nobody").get();
    assert!(matches!(client.send(nobody()).await, Err(Error::NotFound(_))));
    assert!(matches!(
        client.send(nobody().optional()).await,
        Err(Error::NotFound(_))
    ));
    let asked = || nobody().optional().none_if_not_found();
    assert_eq!(client.send(asked()).await.unwrap(), None);
    let mut batch = Batch::new();
    let (some, none) = (batch.add(nobody().optional()), batch.add(asked()));
    let mut results = client.send_batch(batch).await;
    assert!(matches!(results.take(some), Err(Error::NotFound(_))));
    assert_eq!(results.take(none).unwrap(), None);

    // Not by the word of a gateway, nor for another status.
    service.inject(Fault::html(404).once());
    assert!(matches!(client.send(asked()).await, Err(Error::NotFound(_))));
    for status in [400, 403, 410, 500] {
        service.inject(Fault::status(status).once());
        let error = client.send(asked()).await.unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
    }
}

#[tokio::test]
async fn a_conditional_read_of_what_has_not_changed_is_no_service_error() {
    let service = statuses().start().await;
    let client = client(&service);
    let read = client.send(path().get().tagged()).await.unwrap();
    let etag = read.etag.clone().unwrap();
    let mut batch = Batch::new();
    let handle = batch.add(path().get().if_none_match_of(&read));
    let errors = [
        client.send(path().get().if_none_match(&etag)).await.unwrap_err(),
        client
            .send(path().get().tagged().if_none_match_of(&read))
            .await
            .unwrap_err(),
        client
            .send(path().get().optional().if_none_match_of(&read))
            .await
            .unwrap_err(),
        client
            .send(path().get().with_header("If-None-Match", &etag))
            .await
            .unwrap_err(),
        client.send_batch(batch).await.take(handle).unwrap_err(),
    ];
    for error in errors {
        assert!(
            matches!(&error, Error::NotModified { etag: Some(tag) } if *tag == etag),
            "{error:?}"
        );
        assert!(error.service().is_none() && !error.is_retryable() && !error.may_be_done());
        assert_eq!(error.status().map(|status| status.as_u16()), Some(304));
    }
    // What has changed is read.
    client
        .send(path().patch(&DeviceStatus::patch().user_name("Ann")))
        .await
        .unwrap();
    let changed = client.send(path().get().if_none_match_of(&read)).await.unwrap();
    assert_eq!(changed.user_name.as_deref(), Some("Ann"));

    // Who made no condition, or changes something, did not ask for this answer.
    service.inject(Fault::status(304).times(2));
    for error in [
        client.send(path().get()).await.map(drop).unwrap_err(),
        client
            .send(path().delete().if_none_match(&etag))
            .await
            .unwrap_err(),
    ] {
        assert!(matches!(error, Error::Service(_)), "{error:?}");
    }
    let dated = path()
        .get()
        .with_header("If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT");
    service.inject(Fault::status(304).once());
    assert!(matches!(
        client.send(dated).await,
        Err(Error::NotModified { etag: None })
    ));
    // Without a tag there is no condition, and so no request.
    let mut untagged = read;
    untagged.etag = None;
    let request = path().get().if_none_match_of(&untagged);
    assert!(matches!(client.send(request).await, Err(Error::NoEntityTag)));
}

#[tokio::test]
async fn a_read_that_is_not_done_yet_keeps_its_monitor() {
    let service = statuses().start().await;
    let client = client(&service);
    let page: Request<Page<DeviceStatus>> = DeviceStatus::collection("config-id").list();
    service.inject(Fault::long_running(1).times(5));
    let errors = [
        client.send(path().get()).await.map(drop).unwrap_err(),
        client.send(path().get().tagged()).await.map(drop).unwrap_err(),
        client.send(path().get().optional()).await.map(drop).unwrap_err(),
        client.send(page.clone()).await.map(drop).unwrap_err(),
        client.send(path().media()).await.map(|_: Media| ()).unwrap_err(),
    ];
    for error in &errors {
        assert!(
            matches!(error, Error::Accepted(_)) && error.may_be_done(),
            "{error:?}"
        );
        let monitor = error.monitor().unwrap();
        assert!(monitor.starts_with("http://"), "{monitor}");
        assert!(!format!("{error:?} {error}").contains(monitor), "{error:?}");
    }
    let done = client.wait_for(errors[0].monitor().unwrap()).await.unwrap();
    assert_eq!(path().get().read(done).unwrap(), common::documented());
    let done = client.wait_for(errors[3].monitor().unwrap()).await.unwrap();
    assert_eq!(page.read(done).unwrap().value.len(), 1);

    // In a batch the monitor is relative to the individual request; the wait is the service's.
    let later = Fault::status(202)
        .header("location", "/v1.0/jobs/7")
        .header("retry-after", "9");
    service.inject(later.in_batch().once());
    let mut batch = Batch::new();
    let handle = batch.add(path().get());
    let error = client.send_batch(batch).await.take(handle).unwrap_err();
    assert_eq!(error.monitor(), Some(&*format!("{}/jobs/7", service.base_url())));
    assert_eq!(error.wait(), Some(Duration::from_secs(9)));
    // Without a URL it is still no answer.
    service.inject(Fault::status(202).header("location", " ").once());
    let error = client.send(path().get()).await.unwrap_err();
    assert!(
        matches!(&error, Error::Accepted(accepted) if accepted.monitor().is_none()),
        "{error:?}"
    );
}
