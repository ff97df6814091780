//! Relative links in answers, and what they are relative to; over TCP.

mod common;

use common::shop::{ITEMS, Item, Order, client, items, once, shop, targets};
use futures_util::TryStreamExt;
use http::Response;
use odata_entity::batch::Batch;
use odata_entity::{AnswerUrl, LinkBase, Page, Pager, Tagged, Written};
use odata_entity_testing::{EntityType, Fault, Property, Service};
use serde_json::json;

#[tokio::test]
async fn a_next_link_is_relative_to_the_context_url() {
    let service = shop().await;
    let first = json!({
        "@odata.context": "../$metadata#OrderItems",
        "value": [{"id": 1}],
        "@odata.nextLink": "Orders(1)/items?$skiptoken=50"
    });
    once(&service, ITEMS, &first);
    once(&service, ITEMS, &json!({"value": [{"id": 2}]}));
    let read: Vec<Item> = client(&service).items(items()).try_collect().await.unwrap();
    assert_eq!(read.iter().map(|item| item.id).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(
        targets(&service),
        ["/shop/Orders(1)/items", "/shop/Orders(1)/items?$skiptoken=50"]
    );
}

#[tokio::test]
async fn relative_links_lead_to_the_same_pages_as_absolute_ones() {
    for is_relative in [false, true] {
        let item = EntityType::new("shop.orderItem")
            .key("id")
            .property(Property::int32("id").non_nullable());
        let order = EntityType::new("shop.order")
            .key("id")
            .property(Property::int32("id").non_nullable());
        let mut builder = Service::builder()
            .base_path("/shop")
            .page_size(2)
            .entity_set("/Orders({id})", order)
            .entity_set("/Orders({id})/items({id})", item)
            .insert("/Orders", json!({"id": 1}));
        for id in 1..=5 {
            builder = builder.insert("/Orders(1)/items", json!({"id": id}));
        }
        if is_relative {
            builder = builder.relative_links();
        }
        let service = builder.start().await;
        let client = client(&service);
        let read: Vec<Item> = client.items(items()).try_collect().await.unwrap();
        assert_eq!(
            read.iter().map(|item| item.id).collect::<Vec<_>>(),
            [1, 2, 3, 4, 5]
        );
        assert_eq!(targets(&service).len(), 3);

        // The page that a caller gets has a link that can be kept, and so has the page in a batch.
        let page = client.send(items()).await.unwrap();
        let expected = format!("{}/Orders(1)/items?$skiptoken=2", service.base_url());
        assert_eq!(page.next_link, Some(expected.clone()));
        let mut batch = Batch::new();
        let listed = batch.add(items());
        let page = client.send_batch(batch).await.take(listed).unwrap();
        assert_eq!(page.next_link, Some(expected));
    }
}

#[tokio::test]
async fn each_kind_of_link_resolves_against_the_nearest_context() {
    let service = shop().await;
    let page = json!({
        "@context": "../$metadata#OrderItems",
        "value": [
            {"id": 1, "@odata.id": "Orders(1)/items(1)", "@editLink": "items(1)"},
            {"id": 2, "@odata.context": "other/$metadata#Items/$entity", "@id": "items(2)", "@odata.readLink": "/r", "@odata.editLink": "https://h/e"},
            {"id": 3, "@odata.context": "https://h/else/$metadata#X", "@readLink": "x(3)"},
            {"id": 4, "@odata.editLink": "", "@odata.readLink": null}
        ],
        "@deltaLink": "Orders(1)/items?$deltatoken=a"
    });
    once(&service, ITEMS, &page);
    let (base, client) = (service.base_url(), client(&service));
    let read: Page<Tagged<Item>> = client.send(items().tagged()).await.unwrap();
    assert_eq!(
        read.delta_link,
        Some(format!("{base}/Orders(1)/items?$deltatoken=a"))
    );
    let origin = base.strip_suffix("/shop").unwrap();
    let links = |at: usize| read.value[at].links.clone();
    assert_eq!(links(0).id, Some(format!("{base}/Orders(1)/items(1)")));
    assert_eq!(links(0).to_edit(), Some(&*format!("{base}/items(1)")));
    assert_eq!(links(0).to_read(), links(0).to_edit());
    assert_eq!(links(1).to_read(), Some(&*format!("{origin}/r")));
    assert_eq!(links(1).id, Some(format!("{base}/other/items(2)")));
    assert_eq!(links(1).to_edit(), Some("https://h/e"));
    assert_eq!(links(2).to_read(), Some("https://h/else/x(3)"));
    assert_eq!((links(3).to_read(), links(3).to_edit()), (None, None));
    // They show no keys.
    assert!(!format!("{:?}", links(0)).contains("items"));

    // An entity by itself: against its context, else against the request.
    for (context, expected) in [
        (
            json!({"id": 1, "@odata.context": "../$metadata#Items", "@odata.editLink": "x"}),
            format!("{base}/x"),
        ),
        (
            json!({"id": 1, "@odata.editLink": "x"}),
            format!("{base}/Orders(1)/x"),
        ),
    ] {
        once(&service, "/Orders(1)/items(1)", &context);
        let read = client.send(Item::path(1, 1).get().tagged()).await.unwrap();
        assert_eq!(read.links.to_edit(), Some(&*expected));
        // It goes where it leads.
        let request = Item::path(1, 1).delete().from_link(read.links.to_edit().unwrap());
        assert!(client.send(request).await.is_err());
        assert_eq!(
            targets(&service).last().map(String::as_str),
            expected.strip_prefix(origin)
        );
    }

    // A field of your own for a link: the answer has what it is relative to.
    once(
        &service,
        "/Orders(1)/items(1)",
        &json!({"id": 1, "@odata.context": "../$metadata#Items"}),
    );
    let answer = client.exchange(Item::path(1, 1).get()).await.unwrap();
    let inside = answer.link_base.within(answer.value.context.as_deref());
    assert_eq!(inside.resolve("x"), format!("{base}/x"));
}

#[tokio::test]
async fn after_a_redirect_links_are_relative_to_the_last_url() {
    let service = shop().await;
    let moved = Fault::redirect(307, "/shop/moved/to/items?a=b");
    service.inject(moved.path(ITEMS).once());
    let page = json!({"value": [], "@odata.nextLink": "../next?c"});
    once(&service, "/moved/to/items", &page);
    let read = client(&service).send(items()).await.unwrap();
    assert_eq!(
        read.next_link,
        Some(format!("{}/moved/next?c", service.base_url()))
    );
}

#[tokio::test]
async fn headers_are_relative_to_the_request_and_to_no_context() {
    let service = shop().await;
    let client = client(&service);
    let order = Order { id: 7, name: None };
    for (name, expected) in [("location", "Orders(7)"), ("odata-entityid", "./Orders(7)")] {
        service.inject(Fault::status(204).header(name, expected).once());
        let written = client.send(Order::collection().create(&order)).await.unwrap();
        assert_eq!(written.id(), Some(&*format!("{}/Orders(7)", service.base_url())));
    }
    // The id is what `OData-EntityId` has; `Location` is where it can be read.
    let both = Fault::status(204)
        .header("location", "there")
        .header("odata-entityid", "urn:order:7");
    service.inject(both.header("etag", "W/\"1\"").once());
    let written = client.send(Order::collection().create(&order)).await.unwrap();
    let expected = Written::NoContent {
        id: Some("urn:order:7".into()),
        etag: Some("W/\"1\"".into()),
    };
    assert_eq!(written, expected);

    // In a batch they are relative to the individual request.
    service.inject(Fault::status(202).header("location", "jobs/1").in_batch().once());
    let mut batch = Batch::new();
    let handle = batch.add(Order::path(7).patch(&Order::patch().name("x")));
    let written = client.send_batch(batch).await.take(handle).unwrap();
    assert_eq!(
        written.monitor(),
        Some(&*format!("{}/jobs/1", service.base_url()))
    );
}

#[tokio::test]
async fn a_created_entity_answered_without_a_body_has_its_id() {
    let service = shop().await;
    let request = Order::collection()
        .create(&Order { id: 7, name: None })
        .return_minimal();
    let written = client(&service).send(request).await.unwrap();
    assert!(
        written
            .id()
            .is_some_and(|id| id.starts_with(service.base_url()) && id.contains('7')),
        "{written:?}"
    );
}

/// Each kind of control information that is read, by the name that 4.0 has and by that of 4.01.
#[tokio::test]
async fn control_information_is_understood_with_and_without_its_prefix() {
    let service = shop().await;
    let client = client(&service);
    let mut pages = Vec::new();
    for prefix in ["odata.", ""] {
        let name = |name: &str| format!("@{prefix}{name}");
        let page = json!({
            name("context"): "$metadata#Items",
            name("count"): 3,
            name("nextLink"): "?next",
            name("deltaLink"): "?delta",
            "value": [{
                name("type"): "#shop.orderItem", name("etag"): "W/\"1\"", name("id"): "i", name("readLink"): "r", name("editLink"): "e",
                name("mediaReadLink"): "m", name("mediaEditLink"): "m", name("mediaContentType"): "m", name("mediaEtag"): "m",
                format!("x{}", name("navigationLink")): "n", format!("x{}", name("delta")): [], "id": 1
            }]
        });
        once(&service, ITEMS, &page);
        let page = client.send(items().tagged()).await.unwrap();
        assert_eq!(page.value[0].etag.as_deref(), Some("W/\"1\""));
        assert!(page.next_link.is_some() && page.delta_link.is_some() && page.count == Some(3));
        let links = &page.value[0].links;
        assert!(links.id.is_some() && links.read.is_some() && links.edit.is_some());
        pages.push((
            page.count,
            page.next_link,
            page.delta_link,
            page.context,
            page.value[0].links.clone(),
        ));
    }
    assert_eq!(pages[0], pages[1]);
}

#[test]
fn without_the_url_of_the_answer_relative_links_stay_relative_to_the_request() {
    let base = "https://h.example/shop";
    let body = json!({
        "@odata.context": "../$metadata#OrderItems", "value": [], "@odata.nextLink": "Orders(1)/items?$skiptoken=50"
    });
    let answer = || Response::new(body.to_string().into_bytes());
    let page = items().read(answer()).unwrap();
    assert_eq!(
        page.next_link.as_deref(),
        Some("../Orders(1)/items?$skiptoken=50")
    );
    let next = items().from_link(page.next_link.unwrap()).to_http(base).unwrap();
    assert_eq!(next.uri(), "https://h.example/shop/Orders(1)/items?$skiptoken=50");

    // With it they do not: who sends requests without `Client` puts it there.
    let mut known = answer();
    let url = items().to_http(base).unwrap().uri().clone();
    known.extensions_mut().insert(AnswerUrl(url));
    assert_eq!(
        LinkBase::of(&known).resolve("x"),
        "https://h.example/shop/Orders(1)/x"
    );
    let page = items().read(known).unwrap();
    assert_eq!(
        page.next_link.as_deref(),
        Some("https://h.example/shop/Orders(1)/items?$skiptoken=50")
    );
}

#[test]
fn a_pager_follows_relative_links_each_from_the_one_before() {
    let mut pager = Pager::new(items());
    let page = |link: &str| -> Page<Item> {
        serde_json::from_value(json!({"value": [], "@odata.nextLink": link})).unwrap()
    };
    for (link, expected) in [
        ("more/items?p=2", "/shop/Orders(1)/more/items?p=2"),
        ("?p=3", "/shop/Orders(1)/more/items?p=3"),
        ("../items?p=4", "/shop/Orders(1)/items?p=4"),
        ("https://h.example/x", "/x"),
        ("y", "/y"),
    ] {
        pager.turn(&page(link)).unwrap();
        let next = pager
            .request()
            .unwrap()
            .to_http("https://h.example/shop")
            .unwrap();
        assert_eq!(next.uri().path_and_query().unwrap().as_str(), expected);
    }
    assert!(pager.turn(&page("#z")).is_err() && pager.request().is_none());
}
