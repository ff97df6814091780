//! Batches as JSON and multipart, change sets, updates in bulk.

use crate::model::*;
use crate::{cap_with, profile};
use futures_util::{StreamExt, stream};
use odata_entity::Error;
use odata_entity::batch::Batch;
use odata_entity::profile::{BatchFormat, BatchUrls};

const BOTH: [BatchFormat; 2] = [BatchFormat::Json, BatchFormat::Multipart];

fn customer(id: &str) -> Customer {
    Customer {
        id: id.to_owned(),
        name: Some("new".to_owned()),
        ..Customer::default()
    }
}

#[tokio::test]
async fn requests_of_all_kinds_in_a_batch() {
    for format in BOTH {
        // It takes no URLs from the host on, nor absolute ones.
        for urls in [BatchUrls::Relative, BatchUrls::Rooted] {
            let Some(client) = cap_with(profile().batch(format).batch_urls(urls)) else {
                return;
            };
            let id = format!("ä/'#% {format:?} {urls:?}");
            let path = Customer::path(&*id);
            let mut batch = Batch::new();
            let created = batch.add(Customer::collection().create(&customer(&id)));
            let missing = batch.add(Customer::path("nobody").get());
            let changed = batch.add_after([created.id()], path.patch(&Customer::patch().vip(true)));
            let read = batch.add_after([changed.id()], path.get());
            let list = batch.add(Many::collection().list().top(3));
            let sum = batch.add(Add { a: 1, b: 2 }.call());
            let mut results = client.send_batch(batch).await;
            assert_eq!(results.take(created).unwrap().entity().unwrap().id, id);
            assert!(matches!(results.take(missing), Err(Error::NotFound(_))));
            results.take(changed).unwrap();
            assert_eq!(results.take(read).unwrap().vip, Some(true), "{format:?} {urls:?}");
            assert_eq!(results.take(list).unwrap().value.len(), 3);
            assert_eq!(results.take(sum).unwrap().0, 3);
            client.send(path.delete()).await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_change_set_is_done_all_or_none() {
    for format in BOTH {
        let Some(client) = cap_with(profile().batch(format)) else {
            return;
        };
        let ids = ["s1", "s2"].map(|id| format!("{id}{format:?}"));
        let paths = [Customer::path(&*ids[0]), Customer::path(&*ids[1])];
        let mut batch = Batch::new();
        let mut set = batch.change_set();
        let handles = [
            set.add(Customer::collection().create(&customer(&ids[0]))),
            set.add(Customer::collection().create(&customer(&ids[1]))),
        ];
        let mut results = client.send_batch(batch).await;
        for (handle, id) in handles.into_iter().zip(&ids) {
            assert_eq!(
                results.take(handle).unwrap().entity().unwrap().id,
                *id,
                "{format:?}"
            );
        }
        let mut batch = Batch::new();
        let mut set = batch.change_set();
        let undone = set.add(paths[0].patch(&Customer::patch().name("undone")));
        let deleted = set.add(paths[1].delete());
        let wrong = set.add(
            Customer::path("nobody at all")
                .patch(&Customer::patch().name("x"))
                .if_match("*"),
        );
        let after = batch.add(paths[1].get());
        let mut results = client.send_batch(batch).await;
        let undone = results.take(undone).unwrap_err();
        assert!(matches!(&undone, Error::NotDone(_)), "{format:?}: {undone}");
        let deleted = results.take(deleted).unwrap_err();
        assert!(matches!(&deleted, Error::NotDone(_)), "{format:?}: {deleted}");
        let wrong = results.take(wrong).unwrap_err();
        assert!(
            wrong.service().is_some() && !matches!(wrong, Error::NotDone(_)),
            "{format:?}: {wrong}"
        );
        assert_eq!(results.take(after).unwrap().id, ids[1], "the batch goes on");
        assert_eq!(
            client.send(paths[0].get()).await.unwrap().name.as_deref(),
            Some("new")
        );
        for path in paths {
            client.send(path.delete()).await.unwrap();
        }
    }
}

#[tokio::test]
async fn references_to_results_in_a_batch() {
    for format in BOTH {
        let Some(client) = cap_with(profile().batch(format)) else {
            return;
        };
        let id = format!("ref{format:?}");
        let mut batch = Batch::new();
        let created = batch.add(Customer::collection().create(&customer(&id)));
        let changed = batch.add(
            created
                .reference()
                .patch(&Customer::patch().email("by@reference")),
        );
        let read = batch.add(created.reference().get());
        let mut results = client.send_batch(batch).await;
        results.take(created).unwrap();
        results
            .take(changed)
            .unwrap_or_else(|error| panic!("{format:?}: {error}"));
        assert_eq!(results.take(read).unwrap().email.as_deref(), Some("by@reference"));
        client.send(Customer::path(&*id).delete()).await.unwrap();
    }
}

#[tokio::test]
async fn updates_in_bulk() {
    for format in [BatchFormat::Json, BatchFormat::Multipart, BatchFormat::None] {
        let Some(client) = cap_with(profile().batch(format)) else {
            return;
        };
        let name = format!("bulk {format:?}");
        let updates = (1..=90).map(|id| (Many::path(id + 100), Many::patch().name(&*name)));
        let results: Vec<_> = client.update_all(stream::iter(updates)).collect().await;
        assert_eq!(results.len(), 90);
        for outcome in &results {
            assert!(outcome.result.is_ok(), "{format:?} {:?}", outcome.result);
        }
        let count = client
            .send(
                Many::collection()
                    .list()
                    .filter(Many::NAME.eq(&*name))
                    .top(1)
                    .count(),
            )
            .await
            .unwrap();
        assert_eq!(count.count, Some(90));
        for id in 101..=190 {
            let restored = Many::path(id).patch(&Many::patch().name(format!("Name {id}")));
            client.send(restored).await.unwrap();
        }
    }
}
