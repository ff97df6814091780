//! What counts as done: only what the service reports as done, and what is not tried again.

mod common;

use common::clock::TestClock;
use common::service::{STATUS, STATUS_ID, client, statuses};
use common::{DeviceStatus, documented};
use futures_util::stream;
use odata_entity::batch::Batch;
use odata_entity::client::ClientBuilder;
use odata_entity::{Client, EntityPath, Error, FixedToken, TransportErrorKind};
use odata_entity_testing::{Fault, Service};
use std::io::{Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

fn path() -> EntityPath<DeviceStatus> {
    DeviceStatus::path("config-id", STATUS_ID)
}

/// A deletion by itself, in a batch and in bulk.
async fn deletions(client: &Client) -> [Result<(), Error>; 3] {
    let mut batch = Batch::new();
    let handle = batch.add(path().delete());
    let mut bulk = client.send_all(stream::iter([((), path().delete())]));
    [
        client.send(path().delete()).await,
        client.send_batch(batch).await.take(handle),
        bulk.next().await.unwrap().result,
    ]
}

fn inject(service: &Service, fault: &Fault) {
    service.clear_faults();
    service.inject(fault.clone().path(STATUS));
    service.inject(fault.clone().in_batch());
}

#[tokio::test]
async fn a_deletion_believes_an_answer_and_no_page() {
    let service = statuses().start().await;
    let client = client(&service);
    let page = "<!DOCTYPE html><title>Sign in</title>";
    // In a batch an invalid JSON body cannot be written.
    for (fault, is_done, ways) in [
        (Fault::status(204), true, 3),
        (Fault::status(200), true, 3),
        (Fault::status(200).body("application/json", " null\r\n"), true, 3),
        (
            Fault::status(200).body("application/json", "\u{feff}{\"id\":\"1\"}"),
            true,
            1,
        ),
        (
            Fault::status(200).body("application/json", "{\"id\":\"1\"}"),
            true,
            3,
        ),
        (Fault::status(200).body("application/json", page), false, 1),
        (Fault::status(200).body("application/json", "{\"id\":"), false, 1),
        (Fault::status(200).body("text/html", page), false, 3),
        (Fault::status(200).body("text/plain", "who are you?"), false, 3),
    ] {
        inject(&service, &fault);
        for (at, result) in deletions(&client).await.into_iter().enumerate().take(ways) {
            assert_eq!(result.is_ok(), is_done, "{at} {fault:?}: {result:?}");
            if let Err(error) = result {
                assert!(
                    matches!(error, Error::Decode(_)) && error.may_be_done(),
                    "{error:?}"
                );
                assert!(error.body().is_some_and(|body| !body.is_empty()));
            }
        }
    }
    inject(&service, &Fault::html(200));
    let error = client.send(path().delete()).await.unwrap_err();
    assert!(error.to_string().contains("HTML"), "{error}");
}

#[tokio::test]
async fn a_deletion_that_is_only_accepted_keeps_its_monitor() {
    let service = statuses().start().await;
    let client = client(&service);
    inject(
        &service,
        &Fault::status(202).header("location", "https://m.example/1?secret"),
    );
    for result in deletions(&client).await {
        let error = result.unwrap_err();
        assert!(matches!(error, Error::Accepted(_)), "{error:?}");
        assert_eq!(error.monitor(), Some("https://m.example/1?secret"));
        assert!(!format!("{error} {error:?}").contains("example"), "{error:?}");
        assert!(error.may_be_done() && !error.is_retryable());
    }
    assert_eq!(service.requests().len(), 3, "nothing is sent again");

    service.clear_faults();
    service.inject(Fault::long_running(2).method("DELETE"));
    let request = path().delete();
    let error = client.send(request.clone()).await.unwrap_err();
    let answer = client.wait_for(error.monitor().unwrap()).await.unwrap();
    request.read(answer).unwrap();
    assert!(service.entity(STATUS).is_none());
}

#[tokio::test]
async fn a_batch_that_is_only_accepted_keeps_its_monitor_and_is_not_sent_again() {
    let service = statuses().start().await;
    let client = client(&service);
    service.inject(
        Fault::status(202)
            .header("location", "https://m.example/1")
            .path("/$batch"),
    );
    let mut batch = Batch::new();
    let handle = batch.add(path().delete());
    let error = client.send_batch(batch).await.take(handle).unwrap_err();
    assert_eq!(error.monitor(), Some("https://m.example/1"));
    let mut bulk = client.send_all(stream::iter([((), path().delete())]));
    let error = bulk.next().await.unwrap().result.unwrap_err();
    assert_eq!(error.monitor(), Some("https://m.example/1"));
    assert_eq!(service.requests().len(), 2);
}

#[tokio::test]
async fn a_write_that_is_redirected_to_be_read_is_not_done() {
    let service = statuses().start().await;
    let client = client(&service);
    let own = format!("{}{STATUS}", service.base_url());
    for status in [301, 302, 303] {
        service.clear_faults();
        service.clear_requests();
        service.inject(Fault::redirect(status, &own).method("POST").once());
        let create = DeviceStatus::collection("config-id").create(&documented());
        let error = client.send(create).await.map(drop).unwrap_err();
        assert!(
            matches!(error, Error::Link(_)) && error.may_be_done(),
            "{error:?}"
        );
        assert!(!error.is_retryable());
        assert_eq!(service.requests().len(), 1, "it is not followed");
    }
    service.clear_faults();
    service.clear_requests();
    service.inject(Fault::redirect(303, &own));
    let update = path().patch(&DeviceStatus::patch().user_name("x"));
    let errors = [
        client.send(update).await.map(drop).unwrap_err(),
        client.send(path().delete()).await.unwrap_err(),
        client
            .send(path().put(&documented()))
            .await
            .map(drop)
            .unwrap_err(),
    ];
    for error in errors {
        assert!(
            matches!(error, Error::Link(_)) && error.may_be_done(),
            "{error:?}"
        );
    }
    assert_eq!(service.requests().len(), 3);
    let mut batch = Batch::new();
    let handle = batch.add(path().delete());
    let error = client.send_batch(batch).await.take(handle).unwrap_err();
    assert!(
        matches!(error, Error::Link(_)) && error.may_be_done(),
        "{error:?}"
    );

    service.clear_faults();
    service.inject(Fault::redirect(303, &own).in_batch());
    let mut batch = Batch::new();
    let handle = batch.add(path().delete());
    let error = client.send_batch(batch).await.take(handle).unwrap_err();
    assert!(
        matches!(error, Error::Service(_)) && error.may_be_done(),
        "{error:?}"
    );

    service.clear_faults();
    service.inject(Fault::redirect(307, own).once());
    let update = path().patch(&DeviceStatus::patch().user_name("y"));
    client.send(update).await.unwrap();
    assert_eq!(
        service.entity(STATUS).unwrap()["userName"],
        "y",
        "this one keeps the method"
    );
}

/// What comes of a request to a peer with which TLS fails, and how long was waited.
async fn refused(builder: ClientBuilder) -> (Error, usize) {
    let clock = TestClock::new();
    let client = builder.clock(clock.clone()).build().unwrap();
    let error = client.send(path().get()).await.unwrap_err();
    let mut batch = Batch::new();
    let handle = batch.add(path().get());
    assert!(client.send_batch(batch).await.take(handle).is_err());
    (error, clock.waits().len())
}

fn assert_refused((error, waits): (Error, usize)) {
    assert!(
        matches!(&error, Error::Transport(error) if error.kind() == TransportErrorKind::Tls),
        "{error:?}"
    );
    assert!(!error.may_be_done() && !error.is_retryable(), "{error}");
    assert_eq!(waits, 0, "{error}");
}

#[tokio::test]
async fn a_peer_that_speaks_no_tls_is_not_tried_again() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let base_url = format!("https://{}/v1.0", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.read(&mut [0; 1024]);
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n");
        }
    });
    assert_refused(refused(Client::builder(base_url, FixedToken::new("t"))).await);
}

#[tokio::test]
async fn a_peer_whose_certificate_nobody_trusts_is_not_tried_again() {
    use tokio_rustls::rustls::ServerConfig;
    use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

    let certificate = CertificateDer::from(&include_bytes!("common/data/self_signed_certificate.der")[..]);
    let key = PrivateKeyDer::try_from(&include_bytes!("common/data/self_signed_key.der")[..]).unwrap();
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("https://{}/v1.0", listener.local_addr().unwrap());
    let count = Arc::new(AtomicUsize::new(0));
    let accepted = Arc::clone(&count);
    let server = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            accepted.fetch_add(1, Ordering::SeqCst);
            let _ = acceptor.accept(stream).await;
        }
    });
    assert_refused(refused(Client::builder(base_url, FixedToken::new("t"))).await);
    assert_eq!(count.load(Ordering::SeqCst), 2, "one connection a request");
    server.abort();
}

#[tokio::test]
async fn a_length_that_a_caller_wrote_is_the_body_s_or_an_error() {
    let service = statuses().start().await;
    let client = client(&service);
    for (name, value, is_sent) in [
        ("content-length", "15", true),
        ("content-length", "2", false),
        ("content-length", "1000", false),
        ("transfer-encoding", "chunked", false),
        ("host", "elsewhere.example", false),
    ] {
        service.clear_requests();
        let request = http::Request::patch(format!("{}{STATUS}", service.base_url()))
            .header("content-type", "application/json")
            .header(name, value)
            .body(br#"{"userName":"x"}"#[..15].to_vec())
            .unwrap();
        let result = client.send_external(request).await;
        assert_eq!(
            (result.is_ok(), service.requests().len()),
            (is_sent, usize::from(is_sent)),
            "{name}"
        );
        if let Err(error) = result {
            assert!(
                error.to_string().contains(name) && !error.may_be_done(),
                "{error}"
            );
        }
        let with = path().get().with_header(name, value);
        let error = client.send(with.clone()).await.unwrap_err();
        assert!(
            matches!(&error, Error::Header { .. }) && error.to_string().contains(name),
            "{error}"
        );
        let mut batch = Batch::new();
        let handle = batch.add(with);
        assert!(matches!(
            client.send_batch(batch).await.take(handle),
            Err(Error::Header { .. })
        ));
    }
}
