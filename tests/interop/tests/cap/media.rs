//! Bytes up and down.

use crate::cap;
use crate::model::*;
use futures_util::TryStreamExt;
use uuid::Uuid;

#[tokio::test]
async fn bytes_go_up_and_come_down() {
    let Some(client) = cap() else { return };
    let id = Uuid::from_u128(0xc1);
    let doc = Doc {
        id: Some(id),
        name: Some("d".to_owned()),
        content: None,
    };
    client.send(Doc::collection().create(&doc)).await.unwrap();
    let path = Doc::path(id);
    let bytes: Vec<u8> = (0..200_000_u32).flat_map(u32::to_le_bytes).collect();
    let upload = path.put_stream("content", "text/plain");
    client.upload(upload, bytes.clone()).await.unwrap();
    let all = client
        .download(path.property(Doc::CONTENT).bytes())
        .await
        .unwrap();
    let all: Vec<u8> = all
        .try_fold(Vec::new(), async |mut all, bytes| {
            all.extend_from_slice(&bytes);
            Ok(all)
        })
        .await
        .unwrap();
    assert!(all == bytes, "{} of {}", all.len(), bytes.len());
    let small = client
        .send(path.put_stream("content", "text/plain").with_bytes(*b"\0\xff{}"))
        .await;
    small.unwrap();
    let media = client.send(path.stream("content")).await.unwrap();
    assert_eq!(media.into_bytes().unwrap(), b"\0\xff{}");
    client.send(path.delete()).await.unwrap();
}
