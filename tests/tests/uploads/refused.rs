//! What ends an upload.

use crate::scope::*;

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

/// Answers that no session should give: each ends the upload with an error, and the token goes nowhere.
#[tokio::test]
async fn a_session_of_a_hostile_peer_ends_in_an_error() {
    use crate::common::scripted::{Received, Scripted};
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
