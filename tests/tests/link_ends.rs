//! What ends a list, and links that lead nowhere or back to their page; over TCP.

mod common;

use common::shop::{ITEMS, Item, client, items, once, shop, targets};
use futures_util::{StreamExt, TryStreamExt};
use odata_entity::Error;
use odata_entity::batch::Batch;
use odata_entity_testing::Fault;
use serde_json::json;

#[tokio::test]
async fn an_empty_blank_or_null_next_link_ends_a_list_and_asks_for_nothing_more() {
    for link in [json!(""), json!("  "), json!("\t\n"), json!(null)] {
        for name in ["@odata.nextLink", "@nextLink", "@odata.deltaLink"] {
            let service = shop().await;
            let page = json!({"value": [{"id": 1}], name: link});
            once(&service, ITEMS, &page);
            let mut list = client(&service).items(items().count());
            assert_eq!(list.next().await.unwrap().unwrap().id, 1);
            assert!(list.next().await.is_none());
            assert_eq!((list.delta_link(), list.position()), (None, (None, 0)));
            assert_eq!(targets(&service).len(), 1, "{link} {name}");
        }
    }
}

#[tokio::test]
async fn a_next_link_that_leads_nowhere_or_back_to_its_page_is_an_error() {
    let service = shop().await;
    let client = client(&service);
    let own = format!("{}/Orders(1)/items?$top=2&$orderby=id%20desc", service.base_url());
    let request = || items().top(2).query("$orderby", "id desc");
    for link in [
        "#",
        "#page2",
        " #page2",
        "?",
        "?#x",
        "?$top=2&$orderby=id desc",
        "items?$top=2&%24orderby=id%20desc",
        "/shop/Orders(1)/items?$top=2&$orderby=id%20desc#2",
        &own,
        &own.replace("http://", "HTTP://"),
    ] {
        let page = json!({"value": [{"id": 1}], "@odata.nextLink": link});
        once(&service, ITEMS, &page);
        let sent = client.send(request()).await;
        assert!(
            matches!(&sent, Err(Error::Link(error)) if error.what() == "next link"),
            "{link}: {sent:?}"
        );
        once(&service, ITEMS, &page);
        let listed: Vec<_> = client.items(request()).collect().await;
        assert!(matches!(&listed[..], [Err(Error::Link(_))]), "{link}: {listed:?}");
        let canned = Fault::status(200).body("application/json", page.to_string());
        service.inject(canned.in_batch().once());
        let mut batch = Batch::new();
        let handle = batch.add(request());
        let sent = client.send_batch(batch).await.take(handle);
        assert!(matches!(&sent, Err(Error::Link(_))), "{link}: {sent:?}");
    }
    assert_eq!(service.requests().len(), 30);
    // The same path with another query is another page.
    once(
        &service,
        ITEMS,
        &json!({"value": [], "@odata.nextLink": "?$top=2&$skiptoken=x"}),
    );
    assert!(client.send(request()).await.unwrap().next_link.is_some());
}

#[tokio::test]
async fn a_list_that_leads_back_to_its_first_page_gives_nothing_twice() {
    let service = shop().await;
    once(
        &service,
        ITEMS,
        &json!({"value": [{"id": 1}], "@odata.nextLink": "?$skiptoken=2"}),
    );
    once(
        &service,
        ITEMS,
        &json!({"value": [{"id": 2}], "@odata.nextLink": "items"}),
    );
    let listed: Vec<_> = client(&service).items(items()).collect().await;
    assert!(
        matches!(&listed[..], [Ok(Item { id: 1, .. }), Err(Error::Link(_))]),
        "{listed:?}"
    );
}

#[tokio::test]
async fn a_delta_link_can_be_the_one_that_was_asked() {
    let service = shop().await;
    let client = client(&service);
    let page = json!({"value": [], "@odata.deltaLink": "items?$deltatoken=1"});
    for _ in 0..2 {
        once(&service, ITEMS, &page);
    }
    let first = client.send(items()).await.unwrap().delta_link.unwrap();
    let again = client.send(items().from_link(&first)).await.unwrap();
    assert_eq!(again.delta_link, Some(first));
    once(&service, ITEMS, &json!({"value": [], "@odata.deltaLink": "#"}));
    assert!(matches!(client.send(items()).await, Err(Error::Link(_))));
}

#[tokio::test]
async fn a_link_that_leads_nowhere_is_not_followed() {
    let service = shop().await;
    for link in ["", " ", "#", "#x", "?", "?#x"] {
        let followed = client(&service).send(items().top(2).from_link(link)).await;
        assert!(matches!(&followed, Err(Error::Link(_))), "{link}: {followed:?}");
        let followed = client(&service)
            .send(Item::path(1, 1).delete().from_link(link))
            .await;
        assert!(matches!(&followed, Err(Error::Link(_))), "{link}: {followed:?}");
        assert!(
            matches!(client(&service).progress(link).await, Err(Error::Link(_))),
            "{link}"
        );
    }
    assert_eq!(service.requests().len(), 0);
    // Nor is a redirect without a goal: the answer is the service's last word.
    service.inject(Fault::status(307).header("location", " ").once());
    let moved = client(&service).send(items()).await;
    assert!(
        matches!(&moved, Err(Error::Service(error)) if error.status() == 307),
        "{moved:?}"
    );
}

#[tokio::test]
async fn a_page_without_value_is_an_error_or_empty_if_it_has_a_next_link() {
    let service = shop().await;
    let client = client(&service);
    for page in [
        json!({}),
        json!({"@odata.context": "$metadata#Items"}),
        json!({"@odata.nextLink": ""}),
        json!({"@odata.nextLink": null}),
        json!({"@odata.deltaLink": "items?$deltatoken=1"}),
        json!({"value": null}),
        json!({"items": []}),
        json!({"id": 1}),
    ] {
        once(&service, ITEMS, &page);
        let read = client.send(items()).await;
        assert!(
            matches!(&read, Err(Error::Decode(error)) if error.property() == "value"),
            "{page}: {read:?}"
        );
    }
    for page in [
        json!({"@odata.nextLink": "?$skiptoken=1"}),
        json!({"value": null, "@nextLink": "?$skiptoken=1"}),
    ] {
        once(&service, ITEMS, &page);
        once(&service, ITEMS, &json!({"value": [{"id": 1}]}));
        let listed: Vec<Item> = client.items(items()).try_collect().await.unwrap();
        assert_eq!(listed.len(), 1, "{page}");
    }
}
