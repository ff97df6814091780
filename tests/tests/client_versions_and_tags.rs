//! API versions, and entity tags from what was read to the request that changes it, over TCP.

mod common;

use common::service::{STATUS, STATUS_ID, STATUSES, client, device_status, statuses, stored};
use common::{DeviceStatus, documented};
use odata_entity::{Client, Entity, Error, FixedToken};
use odata_entity_testing::{IfMatch, Service};

fn path() -> odata_entity::EntityPath<DeviceStatus> {
    DeviceStatus::path("config-id", STATUS_ID)
}

#[tokio::test]
async fn an_entity_tag_goes_from_what_was_read_to_the_request_in_one_call() {
    let service = statuses().start().await;
    let client = client(&service);
    let read = client.send(path().get().tagged()).await.unwrap();
    assert_eq!(
        (&read.entity, &read.etag),
        (&documented(), &service.entity_tag(STATUS))
    );
    let patch = DeviceStatus::patch().user_name("Ann");
    let written = client
        .send(path().patch(&patch).tagged().if_match_of(&read))
        .await
        .unwrap();
    assert_eq!(service.requests()[1].header("if-match"), read.etag.as_deref());
    // What was written has the new entity tag.
    client.send(path().delete().if_match_of(&written)).await.unwrap();
}

#[tokio::test]
async fn without_an_entity_tag_the_request_is_not_sent_without_its_condition() {
    let service = Service::builder()
        .entity_set(STATUSES, device_status().if_match(IfMatch::NoEntityTags))
        .insert(STATUSES, stored())
        .start()
        .await;
    let client = client(&service);
    let read = client.send(path().get().tagged()).await.unwrap();
    assert_eq!(read.etag, None);
    let request = path()
        .patch(&DeviceStatus::patch().user_name("x"))
        .if_match_of(&read);
    assert!(matches!(client.send(request).await, Err(Error::NoEntityTag)));
    assert_eq!(service.requests().len(), 1);
}

#[tokio::test]
async fn preconditions_that_do_not_hold_have_kinds_of_their_own() {
    let service = Service::builder()
        .entity_set(
            STATUSES,
            device_status().if_match(IfMatch::Required).client_keys(),
        )
        .insert(STATUSES, stored())
        .upserts()
        .start()
        .await;
    let client = client(&service);
    let patch = || path().patch(&DeviceStatus::patch().user_name("Ann"));
    assert!(matches!(
        client.send(patch()).await,
        Err(Error::PreconditionRequired(_))
    ));
    assert!(matches!(
        client.send(patch().if_match("W/\"other\"")).await,
        Err(Error::PreconditionFailed(_))
    ));
    client.send(patch().if_match_any()).await.unwrap();
    let create_only = path().put(&documented()).if_none_match_any();
    assert!(matches!(
        client.send(create_only.clone()).await,
        Err(Error::PreconditionFailed(_))
    ));
    assert_eq!(
        service.requests().last().unwrap().header("if-none-match"),
        Some("*")
    );
    client.send(path().delete().if_match_any()).await.unwrap();
    client.send(create_only).await.unwrap();
    assert!(service.entity(STATUS).is_some());
}

#[tokio::test]
async fn no_later_version_of_odata_is_answered_than_is_read_unless_asked_otherwise() {
    let service = statuses().start().await;
    let client = client(&service);
    client.send(path().get()).await.unwrap();
    client.send(path().media()).await.ok();
    let otherwise = path().get().with_header("OData-MaxVersion", "4.01");
    client.send(otherwise.clone()).await.unwrap();
    let mut batch = odata_entity::batch::Batch::new();
    let _ = batch.add(path().get());
    let _ = batch.add(otherwise);
    let _ = client.send_batch(batch).await;
    let requests = service.requests();
    let versions: Vec<_> = requests
        .iter()
        .map(|request| request.header("odata-maxversion"))
        .collect();
    assert_eq!(versions, [Some("4.0"), Some("4.0"), Some("4.01"), Some("4.0")]);
    let items = &serde_json::from_slice::<serde_json::Value>(&requests[3].body).unwrap()["requests"];
    assert_eq!(items[0]["headers"]["odata-maxversion"], "4.0");
    assert_eq!(items[1]["headers"]["odata-maxversion"], "4.01");
}

#[tokio::test]
async fn an_api_version_can_be_had_for_one_request() {
    let service = statuses().base_path("/beta").start().await;
    let v1 = service.base_url().replace("/beta", "/v1.0");
    let client = Client::new(v1, FixedToken::new(service.token())).unwrap();
    client.send(path().get().version("beta")).await.unwrap();
    assert!(matches!(client.send(path().get()).await, Err(Error::NotFound(_))));
    let nothing = path()
        .get()
        .version("beta")
        .to_http("https://graph.microsoft.com");
    assert!(matches!(nothing, Err(Error::BaseUrl { .. })));
}

/// An entity of the beta version, with its entity tag.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus",
    path = "/deviceAppManagement/mobileAppConfigurations/{configId}/deviceStatuses/{statusId}",
    version = "beta"
)]
struct BetaStatus {
    #[serde(rename = "@odata.etag")]
    etag: Option<String>,
    #[odata(key)]
    id: String,
    user_name: Option<String>,
}

#[tokio::test]
async fn an_api_version_can_be_had_for_a_type() {
    assert_eq!((BetaStatus::VERSION, DeviceStatus::VERSION), (Some("beta"), None));
    let service = statuses().base_path("/beta").start().await;
    let v1 = service.base_url().replace("/beta", "/v1.0");
    let client = Client::new(v1, FixedToken::new(service.token())).unwrap();
    let beta = BetaStatus::path("config-id", STATUS_ID);
    client.send(beta.get()).await.unwrap();
    assert!(matches!(client.send(path().get()).await, Err(Error::NotFound(_))));
    let own = beta
        .get()
        .version("v2")
        .to_http("https://graph.microsoft.com/v1.0");
    assert!(own.unwrap().uri().path().starts_with("/v2/deviceAppManagement/"));

    // A batch is one version's: what is for another does not slip in.
    let mut batch = odata_entity::batch::Batch::new();
    let other = batch.add(beta.get());
    let refused = client.send_batch(batch).await.take(other);
    assert!(matches!(refused, Err(Error::Batch(reason)) if reason.contains("version")));
}

/// A union of types of the beta version.
#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(
    type = "microsoft.graph.status",
    path = "/statuses/{statusId}",
    version = "beta"
)]
enum AnyStatus {
    Device(BetaStatus),
    #[odata(other)]
    Other(serde_json::Value),
}

/// The tag has this name in OData 4.01, and not every struct has an `Option` for it.
#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", path = "/things/{thingId}")]
struct Thing<'a> {
    #[serde(rename = "@etag")]
    tag: std::borrow::Cow<'a, str>,
    name: Option<String>,
}

#[test]
fn a_union_has_a_version_and_a_tag_can_be_called_as_in_4_01() {
    let request = AnyStatus::path("s").get();
    let request = request.to_http("https://graph.microsoft.com/v1.0").unwrap();
    assert_eq!(request.uri().path(), "/beta/statuses/s");
    let thing = Thing {
        tag: "W/\"1\"".into(),
        name: None,
    };
    let request = Thing::path("t").delete().if_match_of(&thing);
    let request = request.to_http("https://graph.microsoft.com/v1.0").unwrap();
    assert_eq!(request.uri().path(), "/v1.0/things/t");
    assert_eq!(request.headers()["if-match"], "W/\"1\"");
    assert_eq!(thing.name, None);
}

#[tokio::test]
async fn an_entity_with_a_field_for_its_tag_carries_it_to_the_request() {
    let service = statuses().base_path("/beta").start().await;
    let client = client(&service);
    let path = BetaStatus::path("config-id", STATUS_ID);
    let read = client.send(path.get()).await.unwrap();
    assert!(read.etag.is_some() && read.etag == service.entity_tag(STATUS));
    let patch = BetaStatus::patch().user_name("Ann");
    let written = client.send(path.patch(&patch).if_match_of(&read)).await.unwrap();
    assert_eq!(service.requests()[1].header("if-match"), read.etag.as_deref());
    // The answer's entity has the new one; the old one does no more.
    client
        .send(path.patch(&patch).if_match_of(&written))
        .await
        .unwrap();
    let stale = client.send(path.patch(&patch).if_match_of(&read)).await;
    assert!(matches!(stale, Err(Error::PreconditionFailed(_))), "{stale:?}");

    let without = BetaStatus {
        etag: None,
        ..read.clone()
    };
    let empty = BetaStatus {
        etag: Some(String::new()),
        ..read.clone()
    };
    for read in [without, empty] {
        let request = path.patch(&patch).if_match_of(&read);
        assert!(matches!(
            client.send(request.clone()).await,
            Err(Error::NoEntityTag)
        ));
        client.send(request.if_match_any()).await.unwrap();
    }
    // It is control information, not a property: no patch and no difference has it.
    let before = BetaStatus {
        etag: Some("W/\"other\"".into()),
        ..read.clone()
    };
    assert!(before.diff(&read).is_empty());
}
