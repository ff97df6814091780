//! The derives and the client against simple-odata-server: no batches, no entity tags, no PUT, quotes dropped from keys.
//!
//! What it does wrong is in `docs/services.md`; here is what works in spite of it.

use chrono::{DateTime, FixedOffset};
use futures_util::{StreamExt, TryStreamExt, stream};
use odata_entity::batch::Batch;
use odata_entity::client::NoToken;
use odata_entity::profile::BatchFormat;
use odata_entity::{Client, Entity, Error, Profile, path};
use odata_entity_interop::{Peer, Running};
use std::sync::OnceLock;

const SIMPLE: Peer = Peer {
    folder: "simple",
    arguments: &["-r", "./loop.js", "server.js"],
    environment: &[],
};

static SHARED: OnceLock<Option<Running>> = OnceLock::new();

#[derive(Debug, Clone, Default, PartialEq, Entity)]
#[odata(type = "simple.item", path = "/items('{itemId}')")]
struct Item {
    #[serde(rename = "_id")]
    #[odata(key(client))]
    id: String,
    name: Option<String>,
    size: Option<i32>,
    price: Option<f64>,
    active: Option<bool>,
    made: Option<DateTime<FixedOffset>>,
}

fn simple() -> Option<Client> {
    let running = SHARED.get_or_init(|| SIMPLE.start()).as_ref()?;
    let client = Client::builder(running.origin(), NoToken);
    let client = client.profile(Profile::odata().batch(BatchFormat::None));
    Some(client.build().expect("the service is on loopback"))
}

fn item(id: &str) -> Item {
    Item {
        id: id.to_owned(),
        name: Some("ö 'quoted' 日本".to_owned()),
        size: Some(i32::MIN),
        price: Some(0.1),
        active: Some(true),
        made: DateTime::parse_from_rfc3339("2026-01-02T03:04:05.678Z").ok(),
    }
}

#[tokio::test]
async fn an_item_is_created_read_changed_and_deleted() {
    let Some(client) = simple() else { return };
    for id in ["plain", "a b", "ä", "x+y", "50%", "日本", "a#b", "q?r"] {
        let created = client.send(Item::collection().create(&item(id))).await;
        let created = created.unwrap_or_else(|error| panic!("{id}: {error}"));
        assert_eq!(created.into_entity(), Some(item(id)), "{id}");
        let path = Item::path(id);
        assert_eq!(
            client
                .send(path.get())
                .await
                .unwrap_or_else(|error| panic!("{id}: {error}")),
            item(id)
        );
        client
            .send(path.patch(&Item::patch().size(7).name(None)))
            .await
            .unwrap();
        let found = client.send(path.get()).await.unwrap();
        assert_eq!(
            (found.size, found.name, found.price),
            (Some(7), None, Some(0.1)),
            "{id}"
        );
        client.send(path.delete()).await.unwrap();
        assert!(client.send(path.get()).await.is_err(), "{id}");
    }
}

#[tokio::test]
async fn lists_filters_and_counts() {
    let Some(client) = simple() else { return };
    for number in 0..30 {
        let listed = Item {
            name: Some(format!("listed {number:02}")),
            size: Some(number),
            ..item(&format!("l{number}"))
        };
        client.send(Item::collection().create(&listed)).await.unwrap();
    }
    // `startswith` is passed over there: all items come.
    let listed = Item::NAME.ge("listed 00").and(Item::NAME.le("listed 99"));
    let list = Item::collection()
        .list()
        .filter(listed.clone())
        .order_by(Item::SIZE.desc());
    let all: Vec<Item> = client.items(list).try_collect().await.unwrap();
    assert_eq!((all.len(), all[0].size), (30, Some(29)));
    let some = Item::collection()
        .list()
        .filter(Item::SIZE.ge(10).and(Item::SIZE.lt(20)).and(listed))
        .count();
    let some = client.send(some.top(3)).await.unwrap();
    assert_eq!((some.value.len(), some.count), (3, Some(10)));
}

#[tokio::test]
async fn batches_and_bulk_updates_go_one_by_one() {
    let Some(client) = simple() else { return };
    let ids: Vec<String> = (0..20).map(|number| format!("b{number}")).collect();
    let mut batch = Batch::new();
    let handles: Vec<_> = ids
        .iter()
        .map(|id| batch.add(Item::collection().create(&item(id))))
        .collect();
    let read = batch.add_after([handles[19].id()], Item::path("b19").get());
    let refused = batch.change_set().add(Item::path("b0").delete());
    let mut results = client.send_batch(batch).await;
    for handle in handles {
        results.take(handle).unwrap();
    }
    assert_eq!(results.take(read).unwrap(), item("b19"));
    assert!(matches!(results.take(refused), Err(Error::Batch(_))));
    let updates = ids
        .iter()
        .map(|id| (Item::path(id.as_str()), Item::patch().price(2.5)));
    let outcomes: Vec<_> = client.update_all(stream::iter(updates)).collect().await;
    assert_eq!(outcomes.len(), 20);
    for outcome in outcomes {
        assert!(outcome.result.is_ok(), "{:?}", outcome.result);
    }
    assert_eq!(
        client.send(Item::path("b7").get()).await.unwrap().price,
        Some(2.5)
    );
}

/// Keys are in parentheses there; as a segment the same key is no resource.
#[tokio::test]
async fn a_key_as_a_segment_is_not_found() {
    let Some(client) = simple() else { return };
    client
        .send(Item::collection().create(&item("segment")))
        .await
        .unwrap();
    let read = path!("/items('{id}')", "segment").get::<Item>();
    assert_eq!(client.send(read).await.unwrap(), item("segment"));
    let error = client
        .send(path!("/items/{id}", "segment").get::<Item>())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::NotFound(_)), "{error}");
}
