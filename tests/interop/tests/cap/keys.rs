//! Keys of every type, and keys of any text.

use crate::cap;
use crate::model::*;
use chrono::{DateTime, NaiveDate, NaiveTime};
use odata_entity::edm::Binary;
use rust_decimal::Decimal;
use uuid::Uuid;

/// Creates, reads, changes and deletes an entity by its key.
macro_rules! by_key {
    ($client:expr, $entity:expr, $path:expr, $patch:expr) => {{
        let (client, entity, path) = (&$client, $entity, $path);
        // What an earlier run of the test left.
        let _ = client.send(path.delete()).await;
        let created = client.send($entity.create_in(&path)).await;
        created.unwrap_or_else(|error| panic!("{}: {error}", path.as_str().unwrap()));
        assert_eq!(client.send(path.get()).await.unwrap(), entity);
        client.send(path.patch(&$patch)).await.unwrap();
        assert_eq!(
            client.send(path.get()).await.unwrap().name.as_deref(),
            Some("changed")
        );
        client.send(path.delete()).await.unwrap();
        let gone = client
            .send(path.get().optional().none_if_not_found())
            .await
            .unwrap();
        assert_eq!(gone, None);
    }};
}

/// The request that creates an entity.
trait CreateIn<P> {
    fn create_in(&self, path: &P) -> odata_entity::Request<odata_entity::Written<Self>>
    where
        Self: Sized + odata_entity::Entity;
}

macro_rules! create_in {
    ($($entity:ident)*) => {
        $(impl<P> CreateIn<P> for $entity {
            fn create_in(&self, _: &P) -> odata_entity::Request<odata_entity::Written<Self>> {
                $entity::collection().create(self)
            }
        })*
    };
}

create_in! { KeyDate KeyBool KeyDec KeyTime KeyBin Doc }

fn named() -> Option<String> {
    Some("name".to_owned())
}

#[tokio::test]
async fn keys_of_every_type() {
    let Some(client) = cap() else { return };
    for at in ["2026-03-01T12:34:56.789Z", "1999-12-31T23:59:59Z"] {
        let at = DateTime::parse_from_rfc3339(at).unwrap();
        let entity = KeyDate { at, name: named() };
        by_key!(
            client,
            entity.clone(),
            KeyDate::path(at),
            KeyDate::patch().name("changed")
        );
    }
    for flag in [true, false] {
        let uid = Uuid::from_u128(7);
        let entity = KeyBool {
            flag,
            uid,
            name: named(),
        };
        by_key!(
            client,
            entity.clone(),
            KeyBool::path(flag, uid),
            KeyBool::patch().name("changed")
        );
    }
    for amount in ["0.1", "-12.25", "99999999.99"] {
        let amount: Decimal = amount.parse().unwrap();
        let entity = KeyDec {
            amount,
            name: named(),
        };
        by_key!(
            client,
            entity.clone(),
            KeyDec::path(amount),
            KeyDec::patch().name("changed")
        );
    }
    for t in [
        NaiveTime::from_hms_opt(0, 0, 0),
        NaiveTime::from_hms_opt(23, 59, 58),
    ] {
        let t = t.unwrap();
        let entity = KeyTime { t, name: named() };
        by_key!(
            client,
            entity.clone(),
            KeyTime::path(t),
            KeyTime::patch().name("changed")
        );
    }
    let id = Uuid::from_u128(0x1234);
    let entity = Doc {
        id: Some(id),
        name: named(),
        content: None,
    };
    by_key!(
        client,
        entity.clone(),
        Doc::path(id),
        Doc::patch().name("changed")
    );
    for bytes in [&[0xfb, 0xff, 0xfe, 0x00][..], b"a"] {
        let b = Binary::from(bytes.to_vec());
        let entity = KeyBin {
            b: b.clone(),
            name: named(),
        };
        by_key!(
            client,
            entity.clone(),
            KeyBin::path(b.clone()),
            KeyBin::patch().name("changed")
        );
    }
}

#[tokio::test]
async fn keys_of_several_parts() {
    let Some(client) = cap() else { return };
    for (sku, region) in [
        ("A'2/x", 1),
        ("ö#%2F ?&=+", 9_007_199_254_740_991),
        ("ß,x=1", -9_007_199_254_740_991),
    ] {
        let valid_from = NaiveDate::from_ymd_opt(2026, 5, 4).unwrap();
        let price = Price {
            sku: sku.to_owned(),
            valid_from: Some(valid_from),
            region,
            amount: Some("1.5".parse().unwrap()),
            currency: Some("EUR".to_owned()),
        };
        let path = Price::path(sku, valid_from, region);
        client.send(Price::collection().create(&price)).await.unwrap();
        let found = client.send(path.get()).await.unwrap();
        assert_eq!(
            (&*found.sku, found.valid_from, found.amount),
            (sku, Some(valid_from), price.amount)
        );
        client
            .send(path.patch(&Price::patch().currency("USD")))
            .await
            .unwrap();
        assert_eq!(
            client.send(path.get()).await.unwrap().currency.as_deref(),
            Some("USD")
        );
        client.send(path.delete()).await.unwrap();
    }
}

#[tokio::test]
async fn keys_of_any_text() {
    let Some(client) = cap() else { return };
    let keys = [
        "a/b",
        "O''Neil",
        "O'Neil",
        "#1",
        "%2F",
        "%252F",
        "a b",
        "Söhne",
        "a?b=c&d",
        "a+b",
        "$ref",
        "(x)",
        "a,b=c",
        "..x",
        "semi;colon",
        "@x",
        "back\\slash",
        "{brace}",
        "a:b",
        "~",
        "*",
        "!",
    ];
    for key in keys {
        let customer = Customer {
            id: key.to_owned(),
            name: Some(key.to_owned()),
            ..Customer::default()
        };
        let path = Customer::path(key);
        let created = client.send(Customer::collection().create(&customer)).await;
        let created = created.unwrap_or_else(|error| panic!("{key}: {error}"));
        assert_eq!(created.entity().unwrap().id, key);
        let found = client
            .send(path.get())
            .await
            .unwrap_or_else(|error| panic!("{key}: {error}"));
        assert_eq!((&*found.id, found.name.as_deref()), (key, Some(key)));
        client
            .send(path.patch(&Customer::patch().vip(true)))
            .await
            .unwrap();
        let found = client
            .send(Customer::collection().list().filter(Customer::ID.eq(key)))
            .await
            .unwrap();
        assert_eq!(found.value.len(), 1, "{key}");
        assert_eq!(found.value[0].vip, Some(true), "{key}");
        client.send(path.delete()).await.unwrap();
        let gone = client
            .send(path.get().optional().none_if_not_found())
            .await
            .unwrap();
        assert_eq!(gone, None, "{key}");
    }
}

/// CAP ends itself where it creates an entity whose key is not Latin-1: it puts the key into `Location` as it is. So these are there from
/// the beginning.
#[tokio::test]
async fn keys_of_letters_that_no_header_can_have() {
    let Some(client) = cap() else { return };
    for (key, name) in [("$count", "Dollar"), ("日本", "Jp"), ("日本語/#'%2F 🙂", "Every")] {
        let path = Customer::path(key);
        assert_eq!(client.send(path.get()).await.unwrap().name.as_deref(), Some(name));
        client
            .send(path.patch(&Customer::patch().vip(true)).if_match("*"))
            .await
            .unwrap();
        let list = Customer::collection().list().filter(Customer::ID.eq(key));
        let found = client.send(list).await.unwrap().value;
        assert_eq!((found.len(), found[0].vip), (1, Some(true)), "{key}");
    }
}
