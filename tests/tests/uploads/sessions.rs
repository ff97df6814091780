//! Sessions that go well, or are taken up again.

use crate::scope::*;

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
