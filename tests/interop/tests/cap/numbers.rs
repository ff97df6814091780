//! 64-bit integers and decimals, exact where the service has them as text. SQLite keeps decimals as doubles, so these have no more than 15
//! digits; other databases of CAP keep all.

use crate::exact;
use crate::model::*;
use rust_decimal::Decimal;

#[tokio::test]
async fn wide_numbers_are_exact_in_the_compatible_mode() {
    let Some(client) = exact() else { return };
    for (id, i64, dec) in [
        (1, i64::MAX, "12345.6789012345"),
        (2, i64::MIN, "-0.0000000001"),
        (3, 9_007_199_254_740_993, "999999999.125"),
    ] {
        let dec: Decimal = dec.parse().unwrap();
        let entity = AllTypes {
            id,
            i64: Some(i64),
            dec: Some(dec),
            nn: Some("x".to_owned()),
            ..AllTypes::default()
        };
        let collection = AllTypes::collection().ieee754_compatible();
        let path = AllTypes::path(id).ieee754_compatible();
        let created = client
            .send(collection.create(&entity))
            .await
            .unwrap()
            .into_entity()
            .unwrap();
        assert_eq!((created.i64, created.dec), (Some(i64), Some(dec)));
        let found = client.send(path.get()).await.unwrap();
        assert_eq!((found.i64, found.dec), (Some(i64), Some(dec)));
        client
            .send(path.patch(&AllTypes::patch().i64(i64 / 2 + 1)))
            .await
            .unwrap();
        assert_eq!(client.send(path.get()).await.unwrap().i64, Some(i64 / 2 + 1));
        let by_value = client
            .send(collection.list().filter(AllTypes::I64.eq(i64 / 2 + 1)))
            .await
            .unwrap();
        assert_eq!(by_value.value.len(), 1);
        let by_value = client
            .send(collection.list().filter(AllTypes::DEC.eq(dec)))
            .await
            .unwrap();
        assert_eq!(by_value.value.len(), 1, "{dec}");
    }
}

#[tokio::test]
async fn wide_numbers_are_keys_in_the_compatible_mode() {
    let Some(client) = exact() else { return };
    let valid_from = chrono::NaiveDate::from_ymd_opt(2026, 5, 4);
    for region in [i64::MAX, -9_007_199_254_740_993] {
        let price = Price {
            sku: "wide".to_owned(),
            valid_from,
            region,
            ..Price::default()
        };
        let collection = Price::collection().ieee754_compatible();
        client.send(collection.create(&price)).await.unwrap();
        let path = Price::path("wide", valid_from.unwrap(), region).ieee754_compatible();
        assert_eq!(client.send(path.get()).await.unwrap(), price);
        client
            .send(path.patch(&Price::patch().currency("USD")))
            .await
            .unwrap();
        client.send(path.delete()).await.unwrap();
    }
}
