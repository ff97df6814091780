//! Block blobs.

use crate::scope::*;

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
