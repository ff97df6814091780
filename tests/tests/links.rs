//! Links in answers: what ends a list, what is refused, and what relative links are relative to; over TCP.

mod common;

use common::clock::TestClock;
use futures_util::{StreamExt, TryStreamExt};
use http::Response;
use odata_entity::batch::Batch;
use odata_entity::{
    AnswerUrl, Client, Entity, Error, FixedToken, LinkBase, Page, Pager, Request, Tagged, Written,
};
use odata_entity_testing::{EntityType, Fault, Property, Service};
use serde_json::json;

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "shop.order", path = "/Orders({orderId:i32})")]
struct Order {
    #[odata(key)]
    id: i32,
    name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "shop.orderItem", path = "/Orders({orderId:i32})/items({itemId:i32})")]
struct Item {
    #[odata(key)]
    id: i32,
    #[odata(read_only)]
    #[serde(rename = "@odata.context")]
    context: Option<String>,
}

fn items() -> Request<Page<Item>> {
    Item::collection(1).list()
}

async fn shop() -> Service {
    let order = EntityType::new("shop.order")
        .key("id")
        .property(Property::int32("id").non_nullable())
        .property(Property::string("name"));
    Service::builder()
        .base_path("/shop")
        .entity_set("/Orders({id})", order)
        .start()
        .await
}

fn client(service: &Service) -> Client {
    Client::builder(service.base_url(), FixedToken::new(service.token()))
        .clock(TestClock::new())
        .build()
        .unwrap()
}

/// Answers one request to a path, which is below `/shop`, with this body.
fn once(service: &Service, path: &str, body: &serde_json::Value) {
    let fault = Fault::status(200).body("application/json", body.to_string());
    service.inject(fault.path(path).once());
}

fn targets(service: &Service) -> Vec<String> {
    service
        .requests()
        .into_iter()
        .map(|request| request.target)
        .collect()
}

const ITEMS: &str = "/Orders(1)/items";

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
                name("removed"): {}, format!("x{}", name("navigationLink")): "n", format!("x{}", name("delta")): [], "id": 1
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
