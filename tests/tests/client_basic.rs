//! The client's single requests, over TCP against the embedded service.

mod common;

use common::service::{STATUS, STATUS_ID, STATUSES, client, statuses, stored};
use common::{ComplianceStatus, DeviceStatus, documented};
use http::{Method, StatusCode};
use odata_entity::{Client, Entity, Error, FixedToken, RetryPolicy, TransportErrorKind, Written};
use odata_entity_testing::{Fault, UpdateAnswer};
use serde_json::json;

fn path() -> odata_entity::EntityPath<DeviceStatus> {
    DeviceStatus::path("config-id", STATUS_ID)
}

#[tokio::test]
async fn the_tour_runs_as_it_is_written() -> Result<(), Error> {
    let mut template = stored();
    template["id"] = json!("status-id");
    template["status"] = json!("error");
    let service = statuses().insert(STATUSES, template).start().await;
    let client = Client::new(service.base_url(), FixedToken::new(service.token()))?;
    let before = documented();

    let patch = DeviceStatus::patch()
        .status(ComplianceStatus::NotApplicable)
        .device_model("Device Model value")
        .user_name(None);
    let path = DeviceStatus::path("config-id", "status-id");
    let updated = client.send(path.patch(&patch)).await?;
    assert_eq!(updated.entity().map(|entity| &entity.user_name), Some(&None));

    let mut after = before.clone();
    after.device_model = Some("Surface".into());
    client.send(path.patch(&before.diff(&after))).await?;

    let page = client
        .send(
            DeviceStatus::collection("config-id")
                .list()
                .select((DeviceStatus::ID, DeviceStatus::STATUS))
                .filter(
                    DeviceStatus::STATUS
                        .eq(ComplianceStatus::Error)
                        .and(DeviceStatus::USER_NAME.starts_with("A")),
                )
                .top(50),
        )
        .await?;
    assert!(page.value.is_empty());
    let stored = service.entity(&format!("{STATUSES}/status-id")).unwrap();
    assert_eq!(
        (&stored["deviceModel"], &stored["userName"]),
        (&json!("Surface"), &json!(null))
    );
    Ok(())
}

#[tokio::test]
async fn the_documented_update_arrives_byte_for_byte() {
    let service = statuses().start().await;
    let updated = client(&service)
        .send(path().patch(&documented().to_patch()))
        .await
        .unwrap();
    assert_eq!(updated, Written::Entity(documented()));
    let [request] = &service.requests()[..] else {
        panic!("one request")
    };
    assert_eq!(
        (&request.method, request.target.as_str()),
        (&Method::PATCH, format!("/v1.0{STATUS}").as_str())
    );
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.header("odata-version"), Some("4.0"));
    assert_eq!(
        request.header("authorization"),
        Some(format!("Bearer {}", service.token()).as_str())
    );
    let expected = common::DOCUMENTED_ANSWER
        .lines()
        .filter(|line| !line.contains("\"id\""))
        .map(str::trim)
        .collect::<String>()
        .replace("\": ", "\":");
    assert_eq!(String::from_utf8_lossy(&request.body), expected);
}

#[tokio::test]
async fn an_entity_is_read_and_a_collection_listed() {
    let service = statuses().start().await;
    let client = client(&service);
    assert_eq!(client.send(path().get()).await.unwrap(), documented());
    let page = client
        .send(DeviceStatus::collection("config-id").list().count())
        .await
        .unwrap();
    assert_eq!(
        (page.value.as_slice(), page.count, page.next_link),
        (&[documented()][..], Some(1), None)
    );
}

#[tokio::test]
async fn an_entity_is_created_replaced_and_deleted() {
    let service = statuses().start().await;
    let client = client(&service);
    let mut entity = documented();
    entity.device_model = Some("Surface".into());
    let created = client
        .send(DeviceStatus::collection("config-id").create(&entity))
        .await
        .unwrap();
    let created = created.into_entity().unwrap();
    assert_ne!(created.id, STATUS_ID);
    assert_eq!(created.device_model.as_deref(), Some("Surface"));
    let path = DeviceStatus::path("config-id", &created.id);
    let replaced = client
        .send(path.put(&documented()))
        .await
        .unwrap()
        .into_entity()
        .unwrap();
    assert_eq!(
        (replaced.id, replaced.device_model),
        (created.id, documented().device_model)
    );
    client.send(path.delete()).await.unwrap();
    assert!(matches!(client.send(path.get()).await, Err(Error::NotFound(_))));
    assert_eq!(service.entities(STATUSES).len(), 1);
}

#[tokio::test]
async fn an_update_without_an_entity_in_the_answer_is_an_update() {
    let service = odata_entity_testing::Service::builder()
        .entity_set(
            STATUSES,
            common::service::device_status().update_answer(UpdateAnswer::NoContent),
        )
        .insert(STATUSES, stored())
        .start()
        .await;
    let patch = DeviceStatus::patch().user_name("Ann");
    let updated = client(&service).send(path().patch(&patch)).await.unwrap();
    assert!(
        matches!(&updated, Written::NoContent { etag: Some(etag), .. } if Some(etag) == service.entity_tag(STATUS).as_ref()),
        "{updated:?}"
    );
    assert_eq!(service.entity(STATUS).unwrap()["userName"], "Ann");
}

#[tokio::test]
async fn the_service_s_error_is_read_whole() {
    let body = r#"{"error":{"code":"BadRequest","message":"no\r\nsuch property","target":"nope",
        "details":[{"code":"a","message":"b","target":"c"}],
        "innerError":{"code":"inner","innererror":{"code":"innermost"},"request-id":"r-1","date":"2026-01-02T03:04:05"}}}"#;
    let service = statuses().start().await;
    service.inject(Fault::status(400).body("application/json", body));
    let error = client(&service).send(path().get()).await.unwrap_err();
    let parsed = error.service().unwrap();
    assert_eq!(parsed.status(), StatusCode::BAD_REQUEST);
    assert_eq!(
        (parsed.code(), parsed.message(), parsed.target()),
        ("BadRequest", "no\r\nsuch property", Some("nope"))
    );
    assert_eq!(
        (
            parsed.details()[0].code.as_str(),
            parsed.details()[0].target.as_deref()
        ),
        ("a", Some("c"))
    );
    assert_eq!(parsed.inner_error().unwrap()["request-id"], "r-1");
    assert_eq!(error.body(), Some(body.as_bytes()));
    assert!(!error.to_string().contains('\n'), "{error}");
}

#[tokio::test]
async fn an_answer_that_is_no_odata_keeps_status_and_body() {
    let service = statuses().start().await;
    let client = client(&service);
    // As often as a gateway is asked again.
    service.inject(Fault::html(502).times(3));
    let error = client.send(path().get()).await.unwrap_err();
    assert_eq!(
        (error.status(), error.service().unwrap().code()),
        (Some(StatusCode::BAD_GATEWAY), "")
    );
    assert!(error.body().unwrap().starts_with(b"<!DOCTYPE html>"));
    for body in ["", "{\"id\":\"x\",\"userName\":", "<html>", "[]", r#"{"id":7}"#] {
        service.inject(Fault::status(200).body("application/json", body).once());
        let error = client.send(path().get()).await.unwrap_err();
        assert!(matches!(&error, Error::Decode(_)), "{error}");
        assert_eq!(
            (error.status(), error.body()),
            (Some(StatusCode::OK), Some(body.as_bytes()))
        );
    }
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_not_taken_for_a_whole_one() {
    let service = statuses().start().await;
    service.inject(Fault::truncated_body());
    let error = client(&service).send(path().get()).await.unwrap_err();
    assert!(matches!(&error, Error::Transport(_)), "{error}");
}

#[tokio::test]
async fn an_answer_over_the_limit_and_one_that_is_late_are_errors() {
    use std::time::Duration;
    let service = statuses().start().await;
    let builder =
        || Client::builder(service.base_url(), FixedToken::new(service.token())).retry(RetryPolicy::none());
    service.inject(Fault::huge_body(1 << 20).once());
    let error = builder()
        .body_limit(1 << 16)
        .build()
        .unwrap()
        .send(path().get())
        .await
        .unwrap_err();
    assert!(error.to_string().contains("65536 bytes"), "{error}");
    service.inject(Fault::delay(Duration::from_secs(5)).once());
    let patient = builder().timeout(Duration::from_millis(50)).build().unwrap();
    let error = patient
        .send(path().patch(&DeviceStatus::patch().user_name("x")))
        .await;
    assert!(matches!(error, Err(Error::Timeout(_))), "{error:?}");
}

#[tokio::test]
async fn nothing_shows_the_token() {
    let secret = "eyJ-secret";
    let client = Client::builder("http://127.0.0.1:9", FixedToken::new(secret))
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    let error = client.send(path().get()).await.unwrap_err();
    let bad = Client::new("http://127.0.0.1:9", FixedToken::new("eyJ-secret\n")).unwrap();
    let no_header = bad.send(path().get()).await.unwrap_err();
    assert!(matches!(no_header, Error::Token(_)));
    let shown = format!(
        "{client:?} {error:?} {error} {no_header:?} {no_header} {:?}",
        FixedToken::new(secret)
    );
    assert!(!shown.contains("secret"), "{shown}");
    assert_eq!(
        DeviceStatus::TYPE_NAME,
        "microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus"
    );
}

#[tokio::test]
async fn a_body_that_trickles_in_is_late_too() {
    use std::time::Duration;
    let service = statuses().start().await;
    service.inject(Fault::slow_body(Duration::from_millis(200)));
    let builder = Client::builder(service.base_url(), FixedToken::new(service.token()));
    let client = builder
        .retry(RetryPolicy::none())
        .timeout(Duration::from_millis(500))
        .build()
        .unwrap();
    let error = client.send(path().get()).await.unwrap_err();
    assert!(
        matches!(&error, Error::Timeout(error) if error.may_be_done()),
        "{error:?}"
    );
    assert!(error.is_retryable());
}

#[tokio::test]
async fn connecting_is_given_up_in_time() {
    use std::time::{Duration, Instant};
    // A queue of one connection that nobody takes: once it is full, the system answers no more.
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut held = Vec::new();
    for _ in 0..16 {
        let connection = tokio::net::TcpStream::connect(address);
        match tokio::time::timeout(Duration::from_millis(100), connection).await {
            Ok(connection) => held.push(connection),
            Err(_) => break,
        }
    }
    assert!(held.len() < 16, "the queue is never full here");
    let client = Client::builder(format!("http://{address}"), FixedToken::new("t"))
        .retry(RetryPolicy::none())
        .connect_timeout(Duration::from_millis(200))
        .build()
        .unwrap();
    let start = Instant::now();
    let error = client.send(path().get()).await.unwrap_err();
    assert!(
        matches!(&error, Error::Transport(error) if error.kind() == TransportErrorKind::Connect && !error.may_be_done()),
        "{error:?}"
    );
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn a_client_is_cheap_to_clone_and_goes_between_threads() {
    fn is_shareable<T: Clone + Send + Sync + Unpin + 'static>() {}
    fn is_sendable<T: Send>(_: T) {}
    is_shareable::<Client>();
    assert_eq!(size_of::<Client>(), size_of::<usize>(), "one counted pointer");
    let client = Client::new("https://graph.microsoft.com/v1.0", FixedToken::new("t")).unwrap();
    let updates = futures_util::stream::iter([(path(), DeviceStatus::patch().user_name("x"))]);
    is_sendable(client.send(path().get()));
    is_sendable(client.exchange(path().get()));
    is_sendable(client.items(DeviceStatus::collection("c").list()));
    is_sendable(client.send_batch(odata_entity::batch::Batch::new()));
    is_sendable(client.update_all(updates));
}
