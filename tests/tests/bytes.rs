//! Bytes down and up by one request: streams, ranges, media entities, what breaks on the way.

mod common;

use common::clock::TestClock;
use common::raw::Raw;
use futures_util::{StreamExt, TryStreamExt, stream};
use odata_entity::client::{Content, Download};
use odata_entity::transfer::TransferErrorKind;
use odata_entity::{Client, Entity, Error, FixedToken, Media, Request, Written, path};
use odata_entity_testing::{EntityType, Fault, Property, Recorder, Service};

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.photo", path = "/photos/{id}", type_tag = "never")]
struct Photo {
    #[odata(key)]
    id: Option<String>,
    title: Option<String>,
    #[odata(stream)]
    thumbnail: Option<serde_json::Value>,
}

async fn service() -> Service {
    let photo = EntityType::new("n.photo")
        .key("id")
        .property(Property::string("title"));
    let service = Service::builder()
        .entity_set("/photos", photo)
        .insert("/photos", serde_json::json!({"id": "1", "title": "t"}))
        .stream("/photos/{id}/$value")
        .stream("/photos/{id}/thumbnail")
        .start()
        .await;
    service
        .put_bytes("/photos/1/$value", "image/png", bytes(100_000))
        .unwrap();
    service
}

fn bytes(length: u64) -> Vec<u8> {
    Service::made_up(0, length)
}

fn client(service: &Service) -> Client {
    let builder = Client::builder(service.base_url(), FixedToken::new(service.token()));
    builder.clock(TestClock::new()).build().unwrap()
}

fn media() -> Request<Media> {
    Photo::path("1").media()
}

async fn all(download: Download) -> Result<Vec<u8>, Error> {
    download
        .try_fold(Vec::new(), async |mut all, bytes| {
            all.extend_from_slice(&bytes);
            Ok(all)
        })
        .await
}

fn kind(error: &Error) -> Option<TransferErrorKind> {
    match error {
        Error::Transfer(error) => Some(error.kind()),
        _ => None,
    }
}

#[tokio::test]
async fn a_download_is_the_bytes_with_what_is_known_of_them() {
    let service = service().await;
    let download = client(&service).download(media()).await.unwrap();
    assert_eq!(
        (
            download.content_type().as_deref(),
            download.total(),
            download.left(),
            download.position()
        ),
        (Some("image/png"), Some(100_000), Some(100_000), 0)
    );
    assert!(download.etag().is_some() && download.status() == 200);
    assert!(all(download).await.unwrap() == bytes(100_000));
    let missing = client(&service)
        .download(Photo::path("2").media())
        .await
        .unwrap_err();
    assert!(matches!(missing, Error::NotFound(_)), "{missing}");
}

#[tokio::test]
async fn a_range_is_that_part_by_download_and_by_send() {
    let service = service().await;
    let client = client(&service);
    for (request, expected) in [
        (media().range(10..20), 10..20_u64),
        (media().range(99_990..), 99_990..100_000),
        (media().range(99_990..200_000), 99_990..100_000),
        (media().range(..=4), 0..5),
    ] {
        let download = client.download(request.clone()).await.unwrap();
        assert_eq!(
            (download.total(), download.left()),
            (Some(100_000), Some(expected.end - expected.start))
        );
        let expected = Service::made_up(expected.start, expected.end);
        assert_eq!(all(download).await.unwrap(), expected);
        assert_eq!(
            client.send(request).await.unwrap().into_bytes().unwrap(),
            expected
        );
    }
    let beyond = client.download(media().range(100_000..)).await.unwrap_err();
    assert_eq!(beyond.status().unwrap(), 416);
}

#[tokio::test]
async fn a_download_that_breaks_goes_on_where_it_was() {
    let service = service().await;
    service.inject(Fault::truncated_body().times(3));
    let client = client(&service);
    let download = client.download(media()).await.unwrap();
    assert!(all(download).await.unwrap() == bytes(100_000));
    let requests = service.requests();
    let ranges: Vec<_> = requests.iter().map(|request| request.header("range")).collect();
    assert_eq!(
        ranges,
        [
            None,
            Some("bytes=50000-"),
            Some("bytes=75000-"),
            Some("bytes=87500-")
        ]
    );
    assert!(
        requests[1..]
            .iter()
            .all(|request| request.header("if-range") == Some("\"1\""))
    );
    // A range that breaks is taken up inside of the range.
    service.clear_requests();
    service.inject(Fault::truncated_body().once());
    let part = client.download(media().range(1000..2000)).await.unwrap();
    assert_eq!(all(part).await.unwrap(), Service::made_up(1000, 2000));
    assert_eq!(service.requests()[1].header("range"), Some("bytes=1500-1999"));
}

#[tokio::test]
async fn what_never_comes_through_ends_in_an_error_after_the_policy_s_tries() {
    let service = service().await;
    // Every answer breaks at its head, so that nothing is won.
    service.inject(Fault::truncated_body().once());
    service.inject(Fault::drop_before_work().after(0));
    let mut download = client(&service).download(media()).await.unwrap();
    let mut got = 0;
    let error = loop {
        match download.next().await.unwrap() {
            Ok(bytes) => got += bytes.len(),
            Err(error) => break error,
        }
    };
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert_eq!((got, download.position()), (50_000, 50_000));
    assert!(download.next().await.is_none());
}

#[tokio::test]
async fn bytes_that_change_on_the_way_are_an_error_and_not_a_mixture() {
    let service = service().await;
    service.inject(Fault::truncated_body().once());
    let mut download = client(&service).download(media()).await.unwrap();
    let first = download.next().await.unwrap().unwrap();
    service
        .put_bytes("/photos/1/$value", "image/png", vec![7; 100_000])
        .unwrap();
    let error = all(download).await.map(|bytes| bytes.len()).unwrap_err();
    assert_eq!(kind(&error), Some(TransferErrorKind::Changed), "{error}");
    assert!(!first.is_empty());
    let client = client(&service);
    let later = client
        .download(media().range(500..).if_range("\"1\""))
        .await
        .unwrap_err();
    assert_eq!(kind(&later), Some(TransferErrorKind::Changed), "{later}");
}

#[tokio::test]
async fn a_range_that_is_answered_twice_is_an_error() {
    let service = service().await;
    service.inject(Fault::truncated_body().once());
    service.inject(Fault::repeated_range());
    let client = client(&service);
    let result = all(client.download(media()).await.unwrap()).await;
    let error = result.map(|bytes| bytes.len()).unwrap_err();
    assert_eq!(kind(&error), Some(TransferErrorKind::Range), "{error}");
    let error = client.download(media().range(10..20)).await.unwrap_err();
    assert_eq!(kind(&error), Some(TransferErrorKind::Range), "{error}");
    let error = client.send(media().range(10..20)).await.unwrap_err();
    assert_eq!(kind(&error), Some(TransferErrorKind::Range), "{error}");
}

/// Answers of a peer that does not keep to its own words.
#[tokio::test]
async fn answers_that_are_cut_or_longer_than_they_stated_are_errors() {
    let raw = Raw::start();
    let client = raw.client().clock(TestClock::new()).build().unwrap();
    for (answer, expected) in [
        (
            "200 OK\r\ncontent-length: 10\r\n\r\n01234",
            TransferErrorKind::Cut,
        ),
        (
            "200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n01234\r\n",
            TransferErrorKind::Cut,
        ),
        (
            "200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n01234\r\nx",
            TransferErrorKind::Cut,
        ),
        (
            "206 Partial Content\r\ncontent-range: bytes 0-4/9\r\ncontent-length: 5\r\n\r\n01234",
            TransferErrorKind::Range,
        ),
        (
            "206 Partial Content\r\ncontent-length: 5\r\n\r\n01234",
            TransferErrorKind::Range,
        ),
    ] {
        raw.answer(format!("HTTP/1.1 {answer}"));
        let result = match client.download(media()).await {
            Ok(download) => all(download).await,
            Err(error) => Err(error),
        };
        let error = result.unwrap_err();
        assert_eq!(kind(&error), Some(expected), "{answer}: {error}");
        assert_eq!(raw.count(), 1, "without a validator nothing is asked for again");
    }
    for (answer, expected) in [
        (
            "206 Partial Content\r\ncontent-range: bytes 2-4/9\r\ntransfer-encoding: chunked\r\n\r\n5\r\n23456\r\n0\r\n\r\n",
            Some(TransferErrorKind::TooLong),
        ),
        (
            "206 Partial Content\r\ncontent-range: bytes 2-4/9\r\ntransfer-encoding: chunked\r\n\r\n2\r\n23\r\n0\r\n\r\n",
            Some(TransferErrorKind::Cut),
        ),
        (
            "206 Partial Content\r\ncontent-range: bytes 2-4/9\r\ncontent-length: 9\r\n\r\n234567890",
            Some(TransferErrorKind::Range),
        ),
        (
            "206 Partial Content\r\ncontent-range: bytes 1-3/9\r\ncontent-length: 3\r\n\r\n123",
            Some(TransferErrorKind::Range),
        ),
        (
            "206 Partial Content\r\ncontent-range: bytes 2-18446744073709551615/*\r\n\r\n123",
            Some(TransferErrorKind::Range),
        ),
        (
            "206 Partial Content\r\ncontent-range: bytes 2-4/9\r\ncontent-length: 3\r\n\r\n234",
            None,
        ),
        // Without ranges the service answers with all, and the rest is left out.
        ("200 OK\r\ncontent-length: 9\r\n\r\n012345678", None),
        (
            "200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\n012345678\r\n0\r\n\r\n",
            None,
        ),
        (
            "200 OK\r\ncontent-length: 2\r\n\r\n01",
            Some(TransferErrorKind::Range),
        ),
    ] {
        raw.answer(format!("HTTP/1.1 {answer}"));
        let result = match client.download(media().range(2..5)).await {
            Ok(download) => all(download).await,
            Err(error) => Err(error),
        };
        match expected {
            Some(expected) => {
                let error = result.unwrap_err();
                assert_eq!(kind(&error), Some(expected), "{answer}: {error}");
            }
            None => assert_eq!(result.unwrap(), b"234", "{answer}"),
        }
    }
}

#[tokio::test]
async fn bytes_elsewhere_come_without_the_token_and_are_taken_up_there() {
    let (service, foreign) = (service().await, Recorder::start().await);
    service
        .inject(Fault::redirect(302, format!("{}/blob?sig=s", foreign.base_url())).path("/photos/1/$value"));
    let download = client(&service).download(media().range(0..2)).await.unwrap();
    assert_eq!(all(download).await.unwrap(), b"{}");
    let requests = foreign.requests();
    assert_eq!(requests[0].header("range"), Some("bytes=0-1"));
    assert!(requests[0].header("authorization").is_none() && requests[0].header("odata-version").is_none());
    service.clear_faults();
    service.inject(Fault::redirect(302, "http://cdn.example/x"));
    let error = client(&service).download(media()).await.unwrap_err();
    assert!(matches!(error, Error::Link(_)), "{error}");
}

#[tokio::test]
async fn bytes_go_up_from_memory_a_stream_and_a_file() {
    let service = service().await;
    let client = client(&service);
    let file = std::env::temp_dir().join(format!("odata-bytes-{}", std::process::id()));
    std::fs::write(&file, bytes(70_000)).unwrap();
    let chunks = stream::iter(
        (0..7).map(|at| Ok::<_, std::io::Error>(Service::made_up(at * 10_000, (at + 1) * 10_000))),
    );
    let thumbnail = || Photo::path("1").property(Photo::THUMBNAIL);
    for content in [
        Content::from(bytes(70_000)),
        Content::stream(70_000, chunks),
        Content::file(&file).await.unwrap(),
    ] {
        let upload = Photo::path("1").put_stream("thumbnail", "image/jpeg");
        let written = client.upload(upload, content).await.unwrap();
        assert!(
            matches!(written, Written::NoContent { etag: Some(_), .. }),
            "{written:?}"
        );
        assert_eq!(
            service.bytes("/photos/1/thumbnail").unwrap(),
            ("image/jpeg".to_owned(), bytes(70_000))
        );
        let put = service.requests().pop().unwrap();
        assert_eq!(
            (put.header("content-length"), put.header("transfer-encoding")),
            (Some("70000"), None)
        );
        client.send(thumbnail().delete()).await.unwrap();
    }
    std::fs::remove_file(&file).unwrap();
    client
        .send(thumbnail().put_bytes::<()>("image/gif").with_bytes([1, 2]))
        .await
        .unwrap();
    assert_eq!(
        client.send(thumbnail().bytes()).await.unwrap().into_bytes(),
        Some(vec![1, 2])
    );
    client
        .upload(Photo::path("1").put_media("image/gif"), vec![])
        .await
        .unwrap();
    assert_eq!(service.bytes("/photos/1/$value").unwrap().1, b"");
}

#[tokio::test]
async fn a_media_entity_is_created_by_its_bytes() {
    let service = service().await;
    let client = client(&service);
    let created = client
        .upload(Photo::collection().create_media("image/png"), bytes(10))
        .await
        .unwrap();
    let id = created.into_entity().unwrap().id.unwrap();
    let read = client.download(Photo::path(id).media()).await.unwrap();
    assert_eq!(all(read).await.unwrap(), bytes(10));
    let stale = Photo::path("1")
        .put_media("image/png")
        .with(|request| request.if_match("\"9\""));
    let error = client.upload(stale, bytes(10)).await.unwrap_err();
    assert!(matches!(error, Error::PreconditionFailed(_)), "{error}");
}

#[tokio::test]
async fn what_can_be_read_again_is_sent_again_and_a_stream_once() {
    let service = service().await;
    let client = client(&service);
    let upload = || Photo::path("1").put_media("image/png");
    let once = || Content::stream(5, stream::iter([Ok::<_, std::io::Error>(b"01234".to_vec())]));
    service.inject(Fault::drop_after_work().method("PUT").once());
    service.inject(Fault::status(429).method("PUT").once());
    client.upload(upload(), b"01234".to_vec()).await.unwrap();
    assert_eq!(service.requests().len(), 3);
    for (fault, check) in [
        (Fault::drop_after_work(), "the connection broke"),
        (Fault::status(429), "429"),
        (Fault::status(401), "401"),
    ] {
        service.clear();
        service.inject(fault.method("PUT"));
        let error = client.upload(upload(), once()).await.unwrap_err();
        assert!(error.to_string().contains(check), "{error}");
        assert_eq!(service.requests().len(), 1, "{error}");
    }
}

#[tokio::test]
async fn content_that_is_not_as_long_as_stated_completes_nothing() {
    let service = service().await;
    let client = client(&service);
    for (length, chunks) in [
        (5, vec!["0123"]),
        (5, vec!["012345"]),
        (5, vec!["01234", "5"]),
        (0, vec!["0"]),
    ] {
        let chunks = stream::iter(chunks.into_iter().map(Ok::<_, std::io::Error>));
        let upload = Photo::path("1").put_media("image/png");
        let error = client
            .upload(upload, Content::stream(length, chunks.map_ok(str::as_bytes)))
            .await
            .unwrap_err();
        assert_eq!(kind(&error), Some(TransferErrorKind::Content), "{error}");
        assert_eq!(service.bytes("/photos/1/$value").unwrap().1.len(), 100_000);
    }
    let broken = stream::iter([Ok("01"), Err("the disk is gone")]).map_ok(str::as_bytes);
    let upload = path!("/photos/1/$value").put_bytes::<()>("image/png");
    let error = client
        .upload(upload, Content::stream(5, broken))
        .await
        .unwrap_err();
    assert!(error.to_string().contains("the disk is gone"), "{error}");
}

#[tokio::test]
async fn the_timeout_is_the_time_in_which_nothing_goes_by() {
    use std::time::Duration;
    let service = service().await;
    let limit = Duration::from_millis(300);
    let builder = || Client::builder(service.base_url(), FixedToken::new(service.token())).timeout(limit);
    let client = builder().clock(TestClock::new()).build().unwrap();
    // All in all it takes longer than the limit, each step does not.
    service.inject(Fault::slow_body(Duration::from_millis(60)).once());
    let download = client.download(media()).await.unwrap();
    assert_eq!(all(download).await.unwrap().len(), 100_000);
    let chunks = stream::iter(0..8_u64).then(async |at| {
        tokio::time::sleep(Duration::from_millis(60)).await;
        Ok::<_, std::io::Error>(Service::made_up(at * 10, at * 10 + 10))
    });
    let upload = || Photo::path("1").put_media("image/png");
    client
        .upload(upload(), Content::stream(80, Box::pin(chunks)))
        .await
        .unwrap();
    assert_eq!(service.bytes("/photos/1/$value").unwrap().1, bytes(80));
    // Nothing for so long is an error, after the tries of the policy.
    service.clear_requests();
    service.inject(Fault::slow_body(Duration::from_secs(5)).method("GET"));
    let error = all(client.download(media()).await.unwrap()).await.unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    assert_eq!(service.requests().len(), 3);
    service.inject(Fault::delay(Duration::from_secs(5)).method("PUT"));
    let never = stream::pending::<Result<Vec<u8>, std::io::Error>>();
    for content in [Content::from(bytes(5)), Content::stream(5, never)] {
        let error = client.upload(upload(), content).await.unwrap_err();
        assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    }
}

/// An HTTP library that has no streams.
struct Plain(std::sync::Mutex<Vec<http::Request<Vec<u8>>>>);

impl odata_entity::client::Transport for &'static Plain {
    fn send(
        &self,
        request: http::Request<Vec<u8>>,
    ) -> odata_entity::client::BoxFuture<'_, Result<http::Response<Vec<u8>>, odata_entity::TransportError>>
    {
        let is_read = request.method() == "GET";
        self.0.lock().unwrap().push(request);
        let mut response = http::Response::new(if is_read { b"01234".to_vec() } else { Vec::new() });
        *response.status_mut() = http::StatusCode::from_u16(if is_read { 200 } else { 204 }).unwrap();
        Box::pin(std::future::ready(Ok(response)))
    }
}

#[tokio::test]
async fn a_transport_without_streams_does_with_what_is_in_memory() {
    let plain: &'static Plain = Box::leak(Box::new(Plain(std::sync::Mutex::default())));
    let builder = Client::builder("https://h/v1.0", FixedToken::new("t"));
    let client = builder.transport(plain).build().unwrap();
    let download = client.download(media().range(1..3)).await.unwrap();
    assert_eq!(all(download).await.unwrap(), b"12");
    let chunks = stream::iter(["ab", "c"].map(|text| Ok::<_, std::io::Error>(text.as_bytes())));
    client
        .upload(
            Photo::path("1").put_media("image/png"),
            Content::stream(3, chunks),
        )
        .await
        .unwrap();
    assert_eq!(plain.0.lock().unwrap()[1].body(), b"abc");
}

/// What can be done with a request without a client.
#[test]
fn requests_for_bytes_are_values() {
    let http = |request: Request<()>| request.to_http("https://h/v1.0").unwrap();
    let put = http(path!("/me/photo/$value").put_bytes("image/jpeg").with_bytes([1]));
    assert_eq!(
        (put.method().as_str(), put.uri().path()),
        ("PUT", "/v1.0/me/photo/$value")
    );
    let create = Photo::collection().create_media("image/png").with_bytes(*b"x");
    assert!(!create.is_repeatable());
    let create = create.to_http("https://h/v1.0").unwrap();
    assert_eq!(
        (create.method().as_str(), &create.body()[..]),
        ("POST", &b"x"[..])
    );
    for name in ["", "a/b", "$value", "a b"] {
        assert!(
            Photo::path("1")
                .put_stream(name, "a/b")
                .with_bytes("")
                .to_http("https://h")
                .is_err()
        );
    }
    let mut batch = odata_entity::batch::Batch::new();
    let put = batch.add(Photo::path("1").put_media("image/png").with_bytes([0xff, 0xfe]));
    let mut run = batch.start(
        "https://h/v1.0",
        &odata_entity::profile::graph::profile(),
        &odata_entity::RetryPolicy::new(),
    );
    let odata_entity::batch::BatchStep::Send(request) = run.step(std::time::SystemTime::UNIX_EPOCH) else {
        panic!("nothing is sent");
    };
    let body = String::from_utf8(request.body().clone()).unwrap();
    assert!(
        body.contains(r#""body":"__4=""#) && body.contains("image/png"),
        "{body}"
    );
    let _ = put;
}
