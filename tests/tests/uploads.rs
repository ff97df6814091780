//! Upload sessions of three kinds and blocks: how they end, break, and are taken up.

mod common;

use common::clock::TestClock;
use futures_util::stream;
use odata_entity::client::{Content, Transferred};
use odata_entity::transfer::{TransferErrorKind, UploadSession};
use odata_entity::{Client, Error, FixedToken, Json, RetryPolicy, Written, path};
use odata_entity_testing::{Fault, Service, UploadSessions};
use serde_json::{Value, json};

const PIECE: u64 = 327_680;
const TOTAL: u64 = 3 * PIECE + 1000;
const DRIVE: &str = "/drive/items/i/createUploadSession";
const OUTLOOK: &str = "/messages/m/attachments/createUploadSession";
const PRINT: &str = "/print/documents/d/createUploadSession";

async fn service() -> Service {
    let builder = Service::builder()
        .upload_sessions("/drive/items/{id}/createUploadSession", UploadSessions::Drive)
        .upload_sessions(
            "/messages/{id}/attachments/createUploadSession",
            UploadSessions::Outlook,
        )
        .upload_sessions("/print/documents/{id}/createUploadSession", UploadSessions::Print);
    builder.start().await
}

fn client(service: &Service) -> Client {
    client_with(service, RetryPolicy::new())
}

fn client_with(service: &Service, policy: RetryPolicy) -> Client {
    let builder = Client::builder(service.base_url(), FixedToken::new(service.token()));
    builder.clock(TestClock::new()).retry(policy).build().unwrap()
}

fn bytes() -> Vec<u8> {
    Service::made_up(0, TOTAL)
}

async fn session(client: &Client, path: &str) -> UploadSession {
    let body = json!({"item": {}});
    let request = match path {
        DRIVE => path!("/drive/items/i/createUploadSession").post(&body),
        OUTLOOK => path!("/messages/m/attachments/createUploadSession").post(&body),
        _ => path!("/print/documents/d/createUploadSession").post(&body),
    };
    client.send(request).await.unwrap()
}

fn kind(error: &Error) -> Option<TransferErrorKind> {
    match error {
        Error::Transfer(error) => Some(error.kind()),
        _ => None,
    }
}

/// What was sent to sessions: the method, and the range if there is one.
fn sent(service: &Service) -> Vec<String> {
    let requests = service.requests();
    let requests = requests
        .iter()
        .filter(|request| request.path().contains("/$upload/"));
    requests
        .map(|request| match request.header("content-range") {
            Some(range) => range
                .trim_start_matches("bytes ")
                .split('/')
                .next()
                .unwrap()
                .to_owned(),
            None => request.method.to_string(),
        })
        .collect()
}

const IN_ORDER: [&str; 4] = ["0-327679", "327680-655359", "655360-983039", "983040-984039"];

#[tokio::test]
async fn pieces_go_up_in_order_to_each_kind_of_session_without_token_or_client_headers() {
    let service = service().await;
    let client = client(&service);
    for path in [DRIVE, OUTLOOK, PRINT] {
        service.clear_requests();
        let session = session(&client, path).await;
        let mut seen = Vec::new();
        let upload = client
            .upload_session::<Written<Json<Value>>>(&session, bytes())
            .piece_size(PIECE);
        let upload = upload.progress(|at: Transferred| seen.push((at.bytes, at.total)));
        let item = upload.await.unwrap();
        assert_eq!(item.entity().is_some(), path != OUTLOOK);
        assert_eq!(service.uploaded(path), Some(bytes()));
        assert_eq!(sent(&service), IN_ORDER);
        assert_eq!(
            seen,
            [
                (PIECE, TOTAL),
                (2 * PIECE, TOTAL),
                (3 * PIECE, TOTAL),
                (TOTAL, TOTAL)
            ]
        );
        for request in &service.requests()[1..] {
            for header in [
                "authorization",
                "user-agent",
                "odata-version",
                "odata-maxversion",
                "cookie",
                "prefer",
            ] {
                assert_eq!(request.header(header), None, "{header}");
            }
        }
    }
}

#[tokio::test]
async fn each_end_of_a_session_is_read() {
    let service = service().await;
    let client = client(&service);
    let outlook = session(&client, OUTLOOK).await;
    let written: Written<Json<Value>> = client.upload_session(&outlook, bytes()).await.unwrap();
    assert!(written.id().unwrap().contains("/attachments/"), "{written:?}");
    let print = session(&client, PRINT).await;
    client.upload_session::<()>(&print, bytes()).await.unwrap();
    let drive = session(&client, DRIVE).await;
    let Json(item): Json<Value> = client.upload_session(&drive, bytes()).await.unwrap();
    assert_eq!(item["size"], TOTAL);
    // A session that is committed by a request of its own.
    let create = || path!("/drive/items/i/createUploadSession").post(&json!({"deferCommit": true}));
    let deferred: UploadSession = client.send(create()).await.unwrap();
    service.clear_requests();
    let upload = client
        .upload_session::<Json<Value>>(&deferred, bytes())
        .piece_size(PIECE);
    assert_eq!(upload.deferred_commit().await.unwrap().0["size"], TOTAL);
    assert_eq!(sent(&service).last().unwrap(), "POST");
    assert_eq!(
        service.requests().last().unwrap().header("content-length"),
        Some("0")
    );
    let deferred: UploadSession = client.send(create()).await.unwrap();
    let error = client.upload_session::<()>(&deferred, bytes()).await.unwrap_err();
    assert_eq!(kind(&error), Some(TransferErrorKind::NotCompleted), "{error}");
    assert_eq!(service.completed_uploads(), 4);
    // All bytes are there: a later process only commits.
    service.clear_requests();
    let kept: UploadSession = serde_json::from_str(&serde_json::to_string(&deferred).unwrap()).unwrap();
    client
        .upload_session::<()>(&kept, bytes())
        .deferred_commit()
        .await
        .unwrap();
    assert_eq!(sent(&service), ["GET", "POST"]);
}

#[tokio::test]
async fn what_a_service_asks_of_content_that_goes_by_once_is_sent_from_where_it_is() {
    let service = service().await;
    let client = client(&service);
    let content = || {
        let chunks = (0..TOTAL.div_ceil(100_000))
            .map(|at| Service::made_up(at * 100_000, TOTAL.min((at + 1) * 100_000)));
        Content::stream(TOTAL, stream::iter(chunks.map(Ok::<_, std::io::Error>)))
    };
    // Answers are lost, and a gateway fails: each time the session is asked, and nothing is sent twice that it has.
    service.inject(Fault::drop_after_work().method("PUT").after(1).once());
    service.inject(Fault::status(504).method("PUT").after(2).once());
    service.inject(Fault::status(500).method("PUT").after(2).once());
    service.inject(Fault::status(503).method("PUT").after(2).once());
    let made = session(&client, DRIVE).await;
    client
        .upload_session::<()>(&made, content())
        .piece_size(PIECE)
        .await
        .unwrap();
    assert_eq!(service.uploaded(DRIVE), Some(bytes()));
    let sent = sent(&service);
    let expected = [
        "0-327679",
        "327680-655359",
        "GET",
        "655360-983039",
        "GET",
        "655360-983039",
        "GET",
        "655360-983039",
        "655360-983039",
        "983040-984039",
    ];
    let mut puts: Vec<_> = sent.iter().filter(|what| *what != "GET").collect();
    puts.dedup();
    assert_eq!(puts, IN_ORDER.iter().collect::<Vec<_>>(), "{sent:?}");
    assert!(sent.len() <= expected.len(), "{sent:?}");
}

#[tokio::test]
async fn a_session_is_taken_up_by_another_process_after_it_was_asked() {
    let service = service().await;
    let first = client_with(&service, RetryPolicy::none());
    let made = session(&first, DRIVE).await;
    let kept = serde_json::to_string(&made).unwrap();
    service.inject(Fault::drop_before_work().method("PUT").after(2).once());
    let error = first
        .upload_session::<()>(&made, bytes())
        .piece_size(PIECE)
        .await
        .unwrap_err();
    assert!(error.is_retryable(), "{error}");
    service.clear_requests();
    let second = client(&service);
    let session: UploadSession = serde_json::from_str(&kept).unwrap();
    let now = second.session_status(&session).await.unwrap();
    assert_eq!(now.expected_ranges(), ["655360-"]);
    assert!(now.expires().is_some());
    let mut seen = Vec::new();
    let upload = second
        .upload_session::<()>(&now, bytes())
        .piece_size(PIECE)
        .progress(|at| seen.push(at.bytes));
    upload.await.unwrap();
    assert_eq!(sent(&service), ["GET", "GET", "655360-983039", "983040-984039"]);
    assert_eq!(seen, [2 * PIECE, 3 * PIECE, TOTAL]);
    assert_eq!(service.uploaded(DRIVE), Some(bytes()));
}

#[tokio::test]
async fn a_piece_that_is_not_wanted_is_asked_about() {
    let service = service().await;
    let client = client(&service);
    let made = session(&client, DRIVE).await;
    service.inject(Fault::status(416).method("PUT").after(1).once());
    client
        .upload_session::<()>(&made, bytes())
        .piece_size(PIECE)
        .await
        .unwrap();
    assert_eq!(
        sent(&service),
        [
            "0-327679",
            "327680-655359",
            "GET",
            "327680-655359",
            "655360-983039",
            "983040-984039"
        ]
    );
    // Not without end.
    service.clear_requests();
    let made = session(&client, DRIVE).await;
    service.inject(Fault::status(416).method("PUT"));
    let error = client
        .upload_session::<()>(&made, bytes())
        .piece_size(PIECE)
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap(), 416, "{error}");
    assert!(sent(&service).len() < 10);
}

#[tokio::test]
async fn a_session_that_is_over_is_an_error_of_its_own() {
    let service = service().await;
    let client = client(&service);
    let made = session(&client, DRIVE).await;
    service.inject(Fault::ends_uploads().method("PUT").after(1).once());
    let error = client
        .upload_session::<()>(&made, bytes())
        .piece_size(PIECE)
        .await
        .unwrap_err();
    assert_eq!(kind(&error), Some(TransferErrorKind::SessionOver), "{error}");
    assert!(!error.may_be_done() && error.status().unwrap() == 404);
    assert!(!format!("{error:?} {error} {made:?}").contains("tempauth"));
    for result in [
        client.cancel_session(&made).await.err(),
        client.session_status(&made).await.err(),
    ] {
        assert_eq!(kind(&result.unwrap()), Some(TransferErrorKind::SessionOver));
    }
    // Cancelled by the caller.
    let made = session(&client, DRIVE).await;
    client.cancel_session(&made).await.unwrap();
    let error = client.upload_session::<()>(&made, bytes()).await.unwrap_err();
    assert_eq!(kind(&error), Some(TransferErrorKind::SessionOver), "{error}");
    // The answer to the last piece is lost: the session is over since the upload is complete.
    let made = session(&client, DRIVE).await;
    service.inject(Fault::drop_after_work().method("PUT").after(3).once());
    let error = client
        .upload_session::<()>(&made, bytes())
        .piece_size(PIECE)
        .await
        .unwrap_err();
    assert_eq!(kind(&error), Some(TransferErrorKind::SessionOver), "{error}");
    assert!(error.may_be_done(), "{error}");
    assert_eq!(service.uploaded(DRIVE), Some(bytes()));
}

#[tokio::test]
async fn ranges_that_were_never_asked_for_are_an_error() {
    let service = service().await;
    let client = client(&service);
    for ranges in [&["900000-"][..], &["99999999-"], &["5-4"], &["x"], &[]] {
        let made = session(&client, DRIVE).await;
        service.clear_requests();
        service.inject(
            Fault::expected_ranges(ranges.iter().copied())
                .method("PUT")
                .once(),
        );
        let error = client
            .upload_session::<()>(&made, bytes())
            .piece_size(PIECE)
            .await
            .unwrap_err();
        assert_eq!(
            kind(&error),
            Some(TransferErrorKind::UnexpectedRange),
            "{ranges:?}: {error}"
        );
        assert_eq!(sent(&service), ["0-327679"]);
    }
    // Asked after a lost answer, it claims what was never sent.
    let made = session(&client, DRIVE).await;
    service.inject(Fault::drop_after_work().method("PUT").once());
    service.inject(Fault::expected_ranges(["900000-"]).method("GET").once());
    let error = client
        .upload_session::<()>(&made, bytes())
        .piece_size(PIECE)
        .await
        .unwrap_err();
    assert_eq!(kind(&error), Some(TransferErrorKind::UnexpectedRange), "{error}");
    // One that wants the same again and again.
    let made = session(&client, DRIVE).await;
    service.clear_requests();
    service.inject(
        Fault::status(202)
            .method("PUT")
            .body("application/json", r#"{"nextExpectedRanges":["0-"]}"#),
    );
    let error = client
        .upload_session::<()>(&made, bytes())
        .piece_size(PIECE)
        .await
        .unwrap_err();
    assert_eq!(kind(&error), Some(TransferErrorKind::UnexpectedRange), "{error}");
    assert!(sent(&service).len() < 30);
    assert_eq!(service.completed_uploads(), 0);
}

#[tokio::test]
async fn content_that_is_not_as_long_as_stated_and_pieces_that_are_refused_complete_nothing() {
    let service = service().await;
    let client = client(&service);
    for length in [TOTAL - 1, TOTAL + 1, 0] {
        let made = session(&client, DRIVE).await;
        let content = Content::stream(length, stream::iter([Ok::<_, std::io::Error>(bytes())]));
        let error = client
            .upload_session::<()>(&made, content)
            .piece_size(PIECE)
            .await
            .unwrap_err();
        assert_eq!(
            kind(&error),
            Some(TransferErrorKind::Content),
            "{length}: {error}"
        );
    }
    let made = session(&client, DRIVE).await;
    for size in [0, 1000, 60 << 20] {
        let error = client
            .upload_session::<()>(&made, bytes())
            .piece_size(size)
            .await
            .unwrap_err();
        assert_eq!(
            kind(&error),
            Some(TransferErrorKind::PieceSize),
            "{size}: {error}"
        );
    }
    assert_eq!(service.completed_uploads(), 0);
}

#[tokio::test]
async fn an_upload_url_is_https_or_loopback() {
    let service = service().await;
    let client = client(&service);
    for url in [
        "http://cdn.example/up",
        "ftp://cdn.example/up",
        "",
        "https://u:p@h/up",
    ] {
        let error = client
            .upload_session::<()>(&UploadSession::new(url), bytes())
            .await
            .unwrap_err();
        assert!(matches!(error, Error::Link(_)), "{url}: {error:?}");
    }
}

#[tokio::test]
async fn blocks_become_a_blob_and_the_url_is_renewed_when_it_ends() {
    let service = service().await;
    let client = client(&service);
    let url = service.new_blob();
    let mut seen = 0;
    client
        .put_blocks(&url, bytes())
        .block_size(100_000)
        .progress(|at| seen = at.bytes)
        .await
        .unwrap();
    assert_eq!((service.blob(&url), seen), (Some(bytes()), TOTAL));
    for request in service.requests() {
        assert_eq!(request.header("authorization"), None);
        assert_eq!(request.header("x-ms-blob-type"), Some("BlockBlob"));
    }
    assert!(
        service
            .requests()
            .last()
            .unwrap()
            .query()
            .ends_with("&comp=blocklist")
    );
    // The URL ends in the middle: with a way to another one the upload goes on, without one it is an error.
    let url = service.new_blob();
    service.inject(Fault::status(403).method("PUT").after(2).once());
    let (mut renewals, renewed) = (0, &service);
    let upload = client.put_blocks(&url, bytes()).block_size(100_000).renew(|| {
        renewals += 1;
        let url = renewed.renew_blob(&url);
        async { Ok(url) }
    });
    upload.await.unwrap();
    assert_eq!((service.blob(&url), renewals), (Some(bytes()), 1));
    let url = service.new_blob();
    service.expire_blob(&url);
    let error = client.put_blocks(&url, bytes()).await.unwrap_err();
    assert_eq!(kind(&error), Some(TransferErrorKind::UrlExpired), "{error}");
    assert!(!format!("{error} {error:?}").contains("sig="));
    let same = url.clone();
    let error = client
        .put_blocks(&url, bytes())
        .renew(|| std::future::ready(Ok(same.clone())))
        .await
        .unwrap_err();
    assert_eq!(kind(&error), Some(TransferErrorKind::UrlExpired), "{error}");
    assert_eq!(service.blob(&url), None);
}

#[tokio::test]
async fn a_url_that_ends_soon_is_renewed_before_it_does() {
    let service = service().await;
    let client = client(&service);
    let url = service.new_blob();
    let ending = url.replace("&se=", "&se=2020-01-01T00%3A00%3A00Z&was=");
    let mut renewals = 0;
    let upload = client.put_blocks(&ending, bytes()).block_size(100_000).renew(|| {
        renewals += 1;
        std::future::ready(Ok(url.clone()))
    });
    upload.await.unwrap();
    assert_eq!((renewals, service.blob(&url)), (1, Some(bytes())));
    // A clock that is wrong does not have it renewed for each block.
    let mut renewals = 0;
    let upload = client.put_blocks(&ending, bytes()).block_size(100_000).renew(|| {
        renewals += 1;
        std::future::ready(Ok(ending.clone()))
    });
    upload.await.unwrap();
    assert_eq!(renewals, 1);
}

#[tokio::test]
async fn a_block_whose_answer_is_lost_is_sent_again() {
    let service = service().await;
    let client = client(&service);
    let url = service.new_blob();
    service.inject(Fault::drop_after_work().after(1).once());
    service.inject(Fault::status(503).after(3).once());
    client
        .put_blocks(&url, bytes())
        .block_size(300_000)
        .await
        .unwrap();
    assert_eq!(service.blob(&url), Some(bytes()));
    client.put_blocks(&url, vec![]).await.unwrap();
    assert_eq!(service.blob(&url), Some(vec![]));
}

/// Answers that no session should give: each ends the upload with an error, and the token goes nowhere.
#[tokio::test]
async fn a_session_of_a_hostile_peer_ends_in_an_error() {
    use common::scripted::{Received, Scripted};
    let big = format!("{{\"nextExpectedRanges\":[{}\"0-\"]}}", "\"0-0\",".repeat(5_000));
    for (answer, most) in [
        ("HTTP/1.1 202 Accepted\n\n<html>".to_owned(), 1),
        (
            "HTTP/1.1 202 Accepted\n\n{\"nextExpectedRanges\":\"0-\"}".to_owned(),
            1,
        ),
        (
            "HTTP/1.1 202 Accepted\n\n{\"nextExpectedRanges\":[-1]}".to_owned(),
            1,
        ),
        (format!("HTTP/1.1 202 Accepted\n\n{big}"), 30),
        (
            "HTTP/1.1 307 Temporary Redirect\nLocation: https://evil.example/\n\n".to_owned(),
            1,
        ),
        ("HTTP/1.1 303 See Other\nLocation: /elsewhere\n\n".to_owned(), 7),
        (
            "HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer\n\n".to_owned(),
            1,
        ),
        ("HTTP/1.1 200 OK\n\n{\"error\":{\"code\":\"x\"}}".to_owned(), 1),
        ("HTTP/1.1 416 Range Not Satisfiable\n\n".to_owned(), 2),
        ("HTTP/1.1 304 Not Modified\n\n".to_owned(), 1),
        (
            "HTTP/1.1 409 Conflict\n\n{\"error\":{\"code\":\"nameAlreadyExists\"}}".to_owned(),
            1,
        ),
    ] {
        let shown = answer.chars().take(60).collect::<String>();
        let peer = Scripted::start(move |_: &Received| answer.clone());
        let builder = Client::builder(peer.url("/v1.0"), FixedToken::new("secret"));
        let client = builder.clock(TestClock::new()).build().unwrap();
        let session: UploadSession =
            serde_json::from_value(json!({"uploadUrl": peer.url("/v1.0/up?sig=hidden")})).unwrap();
        // It is asked first, and answers the same there.
        let asked = client
            .upload_session::<()>(&session, bytes())
            .piece_size(PIECE)
            .await;
        let new = json!({"uploadUrl": peer.url("/v1.0/up?sig=hidden")}).to_string();
        let new = path!("/x")
            .post::<UploadSession>(&json!({}))
            .read(http::Response::new(new.into_bytes()));
        let before = peer.requests().len();
        let upload = client
            .upload_session::<()>(&new.unwrap(), vec![7; PIECE as usize + 1])
            .piece_size(PIECE);
        let put = upload.await;
        for result in [asked, put] {
            let error = result.expect_err(&shown);
            assert!(!format!("{error} {error:?}").contains("hidden"), "{error}");
        }
        assert!(
            peer.requests().len() - before <= most,
            "{shown}: {}",
            peer.requests().len() - before
        );
        for request in peer.requests() {
            assert_eq!(request.header("authorization"), None, "{shown}");
        }
    }
}
