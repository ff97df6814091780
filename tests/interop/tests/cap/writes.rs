//! Creating, changing, replacing and deleting.

use crate::cap;
use crate::model::*;
use chrono::{DateTime, NaiveDate, NaiveTime};
use odata_entity::edm::Binary;
use odata_entity::{Error, Request, Written};
use uuid::Uuid;

/// An order with items, bound to a customer.
pub fn order(id: Uuid, customer: &str, items: i32) -> Request<Written<Order>> {
    let order = Order {
        id: Some(id),
        order_no: Some("ö-1".to_owned()),
        total: Some("12.3400".parse().unwrap()),
        items: Some(
            (1..=items)
                .map(|pos| Item {
                    pos: Some(pos),
                    product: Some(format!("product {pos}")),
                    quantity: Some(pos),
                    price: Some("1.25".parse().unwrap()),
                })
                .collect(),
        ),
        notes: Some(vec![Note {
            id: Some(1),
            text: Some("note".to_owned()),
        }]),
        ..Order::default()
    };
    let create = order.to_create().bind(Order::CUSTOMER, &Customer::path(customer));
    Order::collection().create(create)
}

#[tokio::test]
async fn an_order_is_created_with_its_items_and_bound_to_a_customer() {
    let Some(client) = cap() else { return };
    let id = Uuid::from_u128(0xa1);
    let created = client
        .send(order(id, "a/b?c#d%2F", 3))
        .await
        .unwrap()
        .into_entity()
        .unwrap();
    assert_eq!(
        (created.id, created.customer_id.as_deref()),
        (Some(id), Some("a/b?c#d%2F"))
    );
    let expand = (
        Order::CUSTOMER.expand(),
        Order::ITEMS.expand(),
        Order::NOTES.expand(),
    );
    let found = client.send(Order::path(id).get().expand(expand)).await.unwrap();
    assert_eq!(found.customer.unwrap().name.as_deref(), Some("Slash"));
    assert_eq!(found.items.unwrap().len(), 3);
    assert_eq!(found.notes.unwrap()[0].text.as_deref(), Some("note"));
    let item = client.send(Item::path(id, 2).get()).await.unwrap();
    assert_eq!(
        (item.quantity, item.product.as_deref()),
        (Some(2), Some("product 2"))
    );
    client
        .send(Item::of_order(id, id, 2).patch(&Item::patch().quantity(7)))
        .await
        .unwrap();
    assert_eq!(
        client.send(Item::path(id, 2).get()).await.unwrap().quantity,
        Some(7)
    );
    let tagged = client.send(Order::path(id).get().tagged()).await.unwrap();
    client
        .send(Order::path(id).delete().if_match_of(&tagged))
        .await
        .unwrap();
    assert!(matches!(
        client.send(Item::path(id, 2).get()).await,
        Err(Error::NotFound(_))
    ));
}

#[tokio::test]
async fn patches_of_every_kind() {
    let Some(client) = cap() else { return };
    let path = Customer::path("patched");
    let customer = Customer {
        id: "patched".to_owned(),
        name: Some("old".to_owned()),
        email: Some("old@example.org".to_owned()),
        tags: Some(vec!["a".to_owned(), "b".to_owned()]),
        ..Customer::default()
    };
    client
        .send(Customer::collection().create(&customer))
        .await
        .unwrap();
    let lines = vec![
        Line {
            text: Some("x".to_owned()),
            n: Some(1),
        },
        Line {
            text: None,
            n: Some(2),
        },
    ];
    let patch = Customer::patch()
        .name("new")
        .email(None)
        .vip(true)
        .lines(lines.clone());
    let answer = client.send(path.patch(&patch).return_minimal()).await.unwrap();
    drop(answer);
    let found = client.send(path.get()).await.unwrap();
    assert_eq!(
        (
            found.name.as_deref(),
            found.email.as_deref(),
            found.vip,
            &found.lines
        ),
        (Some("new"), None, Some(true), &Some(lines))
    );
    assert_eq!(found.tags, customer.tags, "what was not mentioned");
    let mut edited = found.clone();
    edited.tags = None;
    edited.lines = Some(vec![Line {
        text: Some("y".to_owned()),
        n: None,
    }]);
    edited.name = Some("日本 'quoted' \"x\" \\ \u{1f642}".to_owned());
    client.send(path.patch(&found.diff(&edited))).await.unwrap();
    let again = client.send(path.get()).await.unwrap();
    assert_eq!((&again.name, &again.lines), (&edited.name, &edited.lines));
    assert!(again.tags.is_none_or(|tags| tags.is_empty()));
    let same = found.diff(&found);
    assert!(matches!(
        client.send(path.patch(&same)).await,
        Err(Error::EmptyPatch)
    ));
    client.send(path.patch(&same).allow_empty()).await.unwrap();
    let replaced = Customer {
        id: "patched".to_owned(),
        name: Some("put".to_owned()),
        ..Customer::default()
    };
    client.send(path.put(&replaced)).await.unwrap();
    let found = client.send(path.get()).await.unwrap();
    assert_eq!(
        (found.name.as_deref(), found.vip),
        (Some("put"), None),
        "PUT replaces"
    );
    client.send(path.delete()).await.unwrap();
}

#[tokio::test]
async fn all_types_come_back_as_they_were_sent() {
    let Some(client) = cap() else { return };
    let entity = AllTypes {
        id: 1,
        bool: Some(true),
        u8: Some(255),
        i16: Some(i16::MIN),
        i32: Some(i32::MAX),
        i64: Some(1 << 53),
        dbl: Some(1.5e-7),
        dec: Some("123456.789".parse().unwrap()),
        decfree: Some("0.5".parse().unwrap()),
        d: NaiveDate::from_ymd_opt(2024, 2, 29),
        t: NaiveTime::from_hms_opt(1, 2, 3),
        dt: DateTime::parse_from_rfc3339("2026-01-02T03:04:05Z").ok(),
        ts: DateTime::parse_from_rfc3339("2026-01-02T03:04:05.123Z").ok(),
        s: Some("line\nü\t\u{0}".replace('\u{0}', "")),
        ls: Some("x".repeat(10_000)),
        uid: Some(Uuid::from_u128(9)),
        bin: Some(Binary::from(vec![0xfb, 0xff, 0x00])),
        lbin: None,
        nn: Some("not null".to_owned()),
    };
    client.send(AllTypes::collection().create(&entity)).await.unwrap();
    let found = client.send(AllTypes::path(1).get()).await.unwrap();
    assert_eq!(found, entity);
    let empty = AllTypes {
        id: 1,
        nn: Some("y".to_owned()),
        ..AllTypes::default()
    };
    client
        .send(AllTypes::path(1).patch(&entity.diff_lossy(&empty)))
        .await
        .unwrap();
    let found = client.send(AllTypes::path(1).get()).await.unwrap();
    assert_eq!(found, empty);
    client.send(AllTypes::path(1).delete()).await.unwrap();
}

#[tokio::test]
async fn a_singleton_is_changed() {
    let Some(client) = cap() else { return };
    let config = client.send(Config::path().get()).await.unwrap();
    client
        .send(Config::path().patch(&Config::patch().limit(11)))
        .await
        .unwrap();
    assert_eq!(
        client.send(Config::path().get()).await.unwrap(),
        Config {
            limit: Some(11),
            ..config
        }
    );
}

/// It creates by PUT; a PATCH of what is not there is 404, also with `Prefer: create-if-missing`.
#[tokio::test]
async fn what_is_not_there_is_created_by_put_and_only_if_it_may() {
    let Some(client) = cap() else { return };
    let path = Many::path(70_001);
    let patch = Many::patch().name("patched");
    let missing = client.send(path.patch(&patch).upsert()).await;
    assert!(matches!(missing, Err(Error::NotFound(_))), "{missing:?}");
    let many = Many {
        id: 70_001,
        name: Some("made".to_owned()),
        grp: None,
    };
    client.send(path.put(&many).if_none_match_any()).await.unwrap();
    assert_eq!(client.send(path.get()).await.unwrap(), many);
    client.send(path.patch(&patch)).await.unwrap();
    client.send(path.delete()).await.unwrap();
    let missing = client.send(path.patch(&patch).if_match("*")).await;
    assert!(missing.is_err());
}
