//! Entity tags: what lacks one is not sent, an old one is 412.

use crate::cap;
use crate::model::*;
use crate::writes::order;
use odata_entity::{Error, path};
use serde_json::json;
use uuid::Uuid;

#[tokio::test]
async fn an_old_entity_tag_is_refused_and_a_missing_one_too() {
    let Some(client) = cap() else { return };
    let id = Uuid::from_u128(0xe1);
    client.send(order(id, "c1", 1)).await.unwrap();
    let path = Order::path(id);
    let first = client.send(path.get().tagged()).await.unwrap();
    let patch = Order::patch().status("open");
    assert!(matches!(
        client.send(path.patch(&patch)).await,
        Err(Error::EntityTagRequired { .. })
    ));
    let url = format!("/Orders({id})");
    let unchecked = client
        .send(
            path!("/Orders({id: uuid::Uuid})", id)
                .patch::<odata_entity::Json<serde_json::Value>>(&json!({"status": "x"})),
        )
        .await;
    assert!(
        matches!(unchecked, Err(Error::PreconditionRequired(_))),
        "{url}: {unchecked:?}"
    );
    // The tag is a time in milliseconds.
    tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    client.send(path.patch(&patch).if_match_of(&first)).await.unwrap();
    let stale = client.send(path.patch(&patch).if_match_of(&first)).await;
    assert!(matches!(stale, Err(Error::PreconditionFailed(_))), "{stale:?}");
    let stale = client.send(path.delete().if_match_of(&first)).await;
    assert!(matches!(stale, Err(Error::PreconditionFailed(_))), "{stale:?}");
    let second = client.send(path.get().tagged()).await.unwrap();
    let unchanged = client.send(path.get().if_none_match_of(&second)).await;
    assert!(
        matches!(unchanged, Err(Error::NotModified { .. })),
        "{unchanged:?}"
    );
    client
        .send(path.patch(&Order::patch().status("shipped")).any_version())
        .await
        .unwrap();
    client.send(path.delete().any_version()).await.unwrap();
}
