//! Numbers that a double cannot hold: as text where that was asked for, both ways, counts among them.

mod common;

use common::service::client;
use futures_util::{StreamExt, stream};
use odata_entity::batch::Batch;
use odata_entity::{Client, CollectionPath, Entity, EntityPath, Error, Request, Written};
use odata_entity_testing::{ComplexType, EntityType, Numbers, Property, Service};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// 2⁵³ + 1: the first integer that no double is.
const WIDE: i64 = 9_007_199_254_740_993;

#[derive(Clone, Debug, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.ledger", path = "/ledgers/{id}")]
struct Ledger {
    #[odata(key(client))]
    id: String,
    total: Option<i64>,
    parts: Option<Vec<i64>>,
    price: Option<Decimal>,
    entry: Option<Entry>,
}

#[derive(Clone, Debug, PartialEq, odata_entity::ComplexType)]
#[odata(type = "n.entry")]
struct Entry {
    number: i64,
}

fn ledger() -> Ledger {
    Ledger {
        id: "2".to_owned(),
        total: Some(WIDE),
        parts: Some(vec![WIDE, -WIDE]),
        price: Some(Decimal::new(1_225, 2)),
        entry: Some(Entry { number: WIDE }),
    }
}

fn stored() -> Value {
    json!({"id": "2", "total": WIDE, "parts": [WIDE, -WIDE], "price": 12.25, "entry": {"number": WIDE}})
}

async fn service(numbers: Numbers) -> Service {
    let entry = ComplexType::new("n.entry").property(Property::int64("number"));
    let ledger = EntityType::new("n.ledger")
        .key("id")
        .client_keys()
        .property(Property::int64("total"))
        .property(Property::int64("parts").collection())
        .property(Property::decimal("price"))
        .property(Property::complex("entry", entry));
    let builder = Service::builder().entity_set("/ledgers", ledger);
    let builder = builder.insert("/ledgers", json!({"id": "1"}));
    builder.numbers(numbers).start().await
}

fn path() -> EntityPath<Ledger> {
    Ledger::path("1").ieee754_compatible()
}

fn all() -> CollectionPath<Ledger> {
    Ledger::collection().ieee754_compatible()
}

fn update() -> Request<Written<Ledger>> {
    path().patch(
        &Ledger {
            id: "1".to_owned(),
            ..ledger()
        }
        .to_patch(),
    )
}

/// Writes the ledger by each way that there is, and checks what the service keeps.
async fn write_everywhere(service: &Service, client: &Client) {
    let same = |id: &str| {
        let mut expected = stored();
        expected["id"] = json!(id);
        assert_eq!(service.entity(&format!("/ledgers/{id}")), Some(expected), "{id}");
        service.insert("/ledgers", json!({"id": id})).unwrap();
    };
    client.send(all().create(&ledger())).await.unwrap();
    same("2");
    client.send(update()).await.unwrap();
    same("1");
    let replaced = Ledger {
        id: "1".to_owned(),
        ..ledger()
    };
    client.send(path().put(&replaced)).await.unwrap();
    same("1");
    let mut batch = Batch::new();
    let handle = batch.add(update());
    client.send_batch(batch).await.take(handle).unwrap();
    same("1");
    let outcomes = client.send_all(stream::iter([((), update())]));
    assert!(outcomes.collect::<Vec<_>>().await[0].result.is_ok());
    same("1");
}

#[tokio::test]
async fn a_service_of_doubles_keeps_every_digit_of_what_is_written_as_text() {
    let service = service(Numbers::Doubles).await;
    let client = client(&service);
    write_everywhere(&service, &client).await;

    let plain = Ledger::path("1").patch(&Ledger::patch().total(WIDE));
    client.send(plain).await.unwrap();
    let rounded = service.entity("/ledgers/1").unwrap();
    assert_eq!(rounded["total"], json!(WIDE - 1), "this is why");
}

#[tokio::test]
async fn a_service_that_takes_text_only_gets_text_where_it_was_asked_for() {
    let service = service(Numbers::TextOnly).await;
    let client = client(&service);
    write_everywhere(&service, &client).await;
    let plain = Ledger::path("1").patch(&Ledger::patch().total(1));
    assert!(matches!(client.send(plain).await, Err(Error::Service(_))));
}

#[tokio::test]
async fn the_content_type_of_the_request_says_it_and_one_that_is_set_too() {
    let service = service(Numbers::TextOnly).await;
    let client = client(&service);
    let with = |kind: &str| update().with_header("Content-Type", kind);
    client
        .send(with("application/json; charset=utf-8"))
        .await
        .unwrap();
    let requests = service.requests();
    assert_eq!(
        requests[0].header("content-type"),
        Some("application/json; charset=utf-8;IEEE754Compatible=true")
    );
    assert_eq!(
        requests[0].header("accept"),
        Some("application/json;IEEE754Compatible=true")
    );
    let mut batch = Batch::new();
    let handle = batch.add(with("application/json;odata.metadata=minimal"));
    client.send_batch(batch).await.take(handle).unwrap();

    let plain = Ledger::path("1").patch(&Ledger::patch().total(1));
    for request in [
        with("application/json;IEEE754Compatible=false"),
        plain.with_header("Content-Type", "application/json;IEEE754Compatible=true"),
    ] {
        let error = client.send(request).await.unwrap_err();
        assert!(
            matches!(error, Error::Header { name: "Content-Type" })
                && error.to_string().contains("IEEE754Compatible"),
            "{error}"
        );
    }
    let full = path()
        .get()
        .with_header("Accept", "application/json;odata.metadata=full");
    assert_eq!(client.send(full).await.unwrap().total, Some(WIDE));
    let accept = service.requests().pop().unwrap();
    assert!(
        accept
            .header("accept")
            .unwrap()
            .ends_with("full;IEEE754Compatible=true")
    );
}

#[tokio::test]
async fn numbers_and_counts_are_read_as_text_and_as_numbers() {
    let service = service(Numbers::Exact).await;
    service.insert("/ledgers", stored()).unwrap();
    let client = client(&service);
    for (path, list) in [
        (Ledger::path("2").ieee754_compatible(), all()),
        (Ledger::path("2"), Ledger::collection()),
    ] {
        assert_eq!(client.send(path.get()).await.unwrap(), ledger());
        let page = client.send(list.list().count()).await.unwrap();
        assert_eq!((page.count, page.value.len()), (Some(2), 2));
        let mut items = client.items(list.list().count());
        while items.next().await.is_some() {}
        assert_eq!(items.total(), Some(2));
        let mut batch = Batch::new();
        let (one, many) = (batch.add(path.get()), batch.add(list.list().count()));
        let mut results = client.send_batch(batch).await;
        assert_eq!(results.take(one).unwrap(), ledger());
        assert_eq!(results.take(many).unwrap().count, Some(2));
    }
    let mut batch = Batch::new();
    let handle = batch.add(all().list().count());
    let answer = client.send_batch(batch).await.take_answer(handle).unwrap();
    let kind = answer.headers["content-type"].to_str().unwrap();
    assert!(kind.contains("IEEE754Compatible=true"), "{kind}");
}

#[test]
fn a_count_is_a_whole_number_in_digits() {
    let read = |count: &str| {
        let body = format!("{{\"value\":[],\"@odata.count\":{count}}}");
        Ledger::collection()
            .list()
            .read(http::Response::new(body.into_bytes()))
    };
    for (count, expected) in [
        ("\"0\"", Some(0)),
        ("\"18446744073709551615\"", Some(u64::MAX)),
        ("7", Some(7)),
        ("null", None),
    ] {
        assert_eq!(read(count).unwrap().count, expected, "{count}");
    }
    for count in [
        "\"\"",
        "\"+1\"",
        "\"-1\"",
        "-1",
        "\"1.0\"",
        "1.5",
        "\"18446744073709551616\"",
        "true",
        "[]",
        "{}",
    ] {
        let error = read(count).unwrap_err();
        assert!(
            matches!(&error, Error::Decode(error) if error.property() == "@odata.count"),
            "{count}: {error}"
        );
    }
}
