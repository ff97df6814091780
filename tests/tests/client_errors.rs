//! Errors as an application meets them: one enum to match, and the message of each.

mod common;

use common::DeviceStatus;
use common::service::{STATUS_ID, client, statuses};
use odata_entity::client::{Clock, Transport};
use odata_entity::{Client, Entity, Error, FixedToken, RetryPolicy, TransportError, TransportErrorKind};
use odata_entity_testing::{EntityType, Fault, Property, RetryAfter, Service};
use std::time::Duration;

fn path() -> odata_entity::EntityPath<DeviceStatus> {
    DeviceStatus::path("config-id", STATUS_ID)
}

/// A device.
#[derive(Debug, Entity)]
#[odata(
    type = "n.device",
    path = "/devices/{id}",
    scopes(
        delegated = "Device.ReadWrite.All",
        application = "Device.Write, Device.ReadWrite.All"
    )
)]
struct Device {
    #[odata(key)]
    id: String,
    name: Option<String>,
}

#[tokio::test]
async fn a_refused_permission_names_the_scopes_of_the_entity() {
    let device = EntityType::new("n.device")
        .key("id")
        .property(Property::string("name"));
    let service = Service::builder().entity_set("/devices", device).start().await;
    service.inject(Fault::status(403));
    let error = client(&service)
        .send(Device::path("1").patch(&Device::patch().name("x")))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Forbidden(_)));
    let text = error.to_string();
    assert!(
        text.contains("Device.ReadWrite.All") && text.contains("Device.Write") && !text.contains('\n'),
        "{text}"
    );
}

#[tokio::test]
async fn each_kind_says_whether_to_try_again_and_how_long_to_wait() {
    let wait = Duration::from_millis(2500);
    for (status, is_retryable, expected) in [
        (401, false, "Unauthorized"),
        (403, false, "Forbidden"),
        (404, false, "NotFound"),
        (409, false, "Conflict"),
        (412, false, "PreconditionFailed"),
        (428, false, "PreconditionRequired"),
        (429, true, "Throttled"),
        (400, false, "Service"),
        (500, true, "Service"),
        (503, true, "Throttled"),
        (408, true, "Service"),
        (502, true, "Service"),
        (504, true, "Service"),
    ] {
        let service = statuses().start().await;
        service.inject(Fault::status(status).retry_after(RetryAfter::Decimal(wait)));
        let error = client(&service).send(path().get()).await.unwrap_err();
        assert!(format!("{error:?}").starts_with(expected), "{error:?}");
        assert_eq!(
            (
                error.is_retryable(),
                error.wait(),
                error.status().map(|status| status.as_u16())
            ),
            (is_retryable, Some(wait), Some(status))
        );
    }
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_names_the_property_and_keeps_the_body() {
    let service = statuses().start().await;
    let body = r#"{"value":[{"id":"1"},{"id":"2","userName":7}]}"#;
    service.inject(Fault::status(200).body("application/json", body));
    let error = client(&service)
        .send(DeviceStatus::collection("c").list())
        .await
        .unwrap_err();
    let Error::Decode(decode) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(
        (decode.property(), decode.body()),
        ("value[1].userName", body.as_bytes())
    );
    assert!(
        !format!("{error} {error:?}").contains("\"id\""),
        "no body unless asked: {error:?}"
    );
    assert!(!error.is_retryable());
}

#[tokio::test]
async fn the_body_that_was_sent_is_in_no_error() {
    let service = statuses().start().await;
    let client = client(&service);
    let request = path().patch(&DeviceStatus::patch().user_name("very-private"));
    service.inject(Fault::status(400).once());
    let refused = client.send(request.clone()).await.unwrap_err();
    service.inject(Fault::drop_before_work());
    let lost = client.send(request.clone()).await.unwrap_err();
    let shown = format!("{refused} {refused:?} {lost} {lost:?} {request:?} {client:?}");
    assert!(
        !shown.contains("very-private") && !shown.contains(STATUS_ID) && !shown.contains(&service.token()),
        "{shown}"
    );
}

/// A transport that has no network.
struct Broken;

impl Transport for Broken {
    fn send(
        &self,
        request: http::Request<Vec<u8>>,
    ) -> odata_entity::client::BoxFuture<'_, Result<http::Response<Vec<u8>>, TransportError>> {
        assert!(request.headers()["authorization"].is_sensitive());
        Box::pin(std::future::ready(Err(TransportError::new(
            TransportErrorKind::Timeout,
            "no network",
        ))))
    }
}

#[tokio::test]
async fn another_transport_and_another_clock_can_take_the_place_of_the_shipped_ones() {
    let clock = common::clock::TestClock::new();
    let start = clock.now();
    let client = Client::builder("https://graph.microsoft.com/v1.0", FixedToken::new("t"))
        .transport(Broken)
        .clock(clock.clone())
        .retry(RetryPolicy::new().jitter(0.0))
        .build()
        .unwrap();
    let error = client.send(path().get()).await.unwrap_err();
    assert!(
        matches!(&error, Error::Timeout(_)) && error.is_retryable() && error.may_be_done(),
        "{error}"
    );
    assert_eq!(clock.now().duration_since(start).unwrap(), Duration::from_secs(9));
}

/// What the README shows of a refusal is what is printed.
#[test]
fn the_readme_shows_a_refusal_as_it_is() {
    let body = serde_json::json!({"error": {
        "code": "Authorization_RequestDenied",
        "message": "Insufficient privileges to complete the operation.",
    }});
    let answer = http::Response::builder()
        .status(403)
        .body(body.to_string().into_bytes());
    let request = odata_entity::path!("/users").get::<odata_entity::Json<serde_json::Value>>();
    let error = request.read(answer.unwrap()).unwrap_err();
    assert!(
        include_str!("../../README.md")
            .lines()
            .any(|line| line == error.to_string()),
        "{error}"
    );
}
