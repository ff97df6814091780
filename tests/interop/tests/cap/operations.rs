//! Actions and functions, bound and not.

use crate::cap;
use crate::model::*;
use crate::writes::order;
use chrono::DateTime;
use uuid::Uuid;

#[tokio::test]
async fn actions_and_functions_bound_and_not() {
    let Some(client) = cap() else { return };
    client.send(Reset.call()).await.unwrap();
    assert_eq!(client.send(Add { a: 40, b: 2 }.call()).await.unwrap().0, 42);
    assert_eq!(client.send(Add { a: -1, b: 0 }.call()).await.unwrap().0, -1);
    assert_eq!(
        client
            .send(TopCustomers { n: 2 }.call())
            .await
            .unwrap()
            .value
            .len(),
        2
    );
    let id = Uuid::from_u128(0xd1);
    client.send(order(id, "c1", 2)).await.unwrap();
    assert_eq!(client.send(Order::path(id).call(&ItemCount)).await.unwrap().0, 2);
    let confirm = Confirm {
        reason: Some("'ö'".to_owned()),
        at: DateTime::parse_from_rfc3339("2026-01-02T03:04:05+02:00").ok(),
    };
    let confirmed = client
        .send(Order::path(id).call(&confirm).any_version())
        .await
        .unwrap();
    assert_eq!(
        (confirmed.id, confirmed.status.as_deref()),
        (Some(id), Some("open"))
    );
    client.send(Order::path(id).delete().any_version()).await.unwrap();
}
