//! Lists over many pages.

mod common;

use common::DeviceStatus;
use common::clock::TestClock;
use common::service::{STATUSES, client, many};
use futures_util::{StreamExt, TryStreamExt};
use odata_entity::{Client, Error, FixedToken, Page, Pager, Request, RetryPolicy, Tagged};
use odata_entity_testing::{Fault, RetryAfter};
use std::time::Duration;

fn list() -> Request<Page<DeviceStatus>> {
    DeviceStatus::collection("config-id").list()
}

#[tokio::test]
async fn items_come_from_all_pages_with_the_first_request_s_headers() {
    let service = many(7).page_size(3).start().await;
    let request = list()
        .count()
        .consistency_eventual()
        .max_page_size(2)
        .prefer("outlook.timezone=\"UTC\"");
    let mut items = client(&service).items(request);
    let mut ids = Vec::new();
    while let Some(item) = items.try_next().await.unwrap() {
        assert_eq!(items.total(), Some(7));
        ids.push(item.id);
    }
    assert_eq!(ids, ["0", "1", "2", "3", "4", "5", "6"]);
    let requests = service.requests();
    assert_eq!(requests.len(), 4);
    for request in &requests {
        assert_eq!(request.header("consistencylevel"), Some("eventual"));
        assert_eq!(
            request.header("prefer"),
            Some("odata.maxpagesize=2, outlook.timezone=\"UTC\"")
        );
    }
    // The link has the query options; they are not sent twice.
    assert_eq!(requests[1].target.matches("count").count(), 1);
}

#[tokio::test]
async fn a_page_is_fetched_only_when_it_is_asked_for() {
    let service = many(9).page_size(3).start().await;
    let items: Vec<_> = client(&service).items(list()).take(3).collect().await;
    assert_eq!((items.len(), service.requests().len()), (3, 1));
}

/// `$top` is the number of all entities to the standard, and the size of a page to Microsoft Graph.
#[tokio::test]
async fn a_limit_holds_whatever_top_means() {
    for is_page_size in [false, true] {
        let builder = many(9).page_size(4);
        let service = match is_page_size {
            true => builder.top_is_page_size().start().await,
            false => builder.start().await,
        };
        let client = client(&service);
        let all: Vec<_> = client.items(list().top(3)).try_collect().await.unwrap();
        assert_eq!(all.len(), if is_page_size { 9 } else { 3 });
        for (limit, pages) in [(0, 0), (1, 1), (2, 1), (3, 1)] {
            let before = service.requests().len();
            let some: Vec<_> = client
                .items(list().top(3))
                .limit(limit)
                .try_collect()
                .await
                .unwrap();
            assert_eq!(some.len(), limit);
            assert_eq!(service.requests().len() - before, pages, "{limit}");
        }
        for (limit, expected) in [
            (0, vec![]),
            (3, vec![3]),
            (4, vec![4]),
            (6, vec![4, 2]),
            (99, vec![4, 4, 1]),
        ] {
            let before = service.requests().len();
            let read: Vec<Page<_>> = client.pages(list()).limit(limit).try_collect().await.unwrap();
            let sizes: Vec<_> = read.iter().map(|page| page.value.len()).collect();
            assert_eq!(sizes, expected);
            assert_eq!(service.requests().len() - before, expected.len(), "{limit}");
        }
    }
}

#[tokio::test]
async fn a_list_that_a_limit_ended_is_taken_up_again_without_loss() {
    let service = many(7).page_size(3).start().await;
    let client = client(&service);
    let id = |item: DeviceStatus| item.id;
    let mut items = client.items(list()).limit(5);
    let mut first = Vec::new();
    while let Some(item) = items.try_next().await.unwrap() {
        first.push(item.id);
    }
    let (link, given) = items.position();
    let rest = client
        .items(list().from_link(link.unwrap()))
        .skip(given)
        .map_ok(id);
    first.extend(rest.try_collect::<Vec<_>>().await.unwrap());
    assert_eq!(first, ["0", "1", "2", "3", "4", "5", "6"]);

    // A page that was cut has no links, as they would pass over what was cut off, and is asked for again.
    let mut pages = client.pages(list()).limit(5);
    let first = pages.next().await.unwrap().unwrap();
    let cut = pages.next().await.unwrap().unwrap();
    assert!(pages.next().await.is_none());
    assert_eq!((cut.value.len(), &cut.next_link), (2, &None));
    assert_eq!(pages.next_link(), first.next_link.as_deref());
    // One that was not cut goes on.
    let mut pages = client.pages(list()).limit(3);
    let page = pages.next().await.unwrap().unwrap();
    assert!(pages.next().await.is_none() && page.next_link.is_some());
    assert_eq!(pages.next_link(), page.next_link.as_deref());

    // There is no delta link before all that it comes after was given out.
    service.inject(Fault::delta_link("?delta").times(2));
    let mut items = client.items(list()).limit(2);
    while items.next().await.is_some() {}
    assert_eq!(items.delta_link(), None);
    let mut items = client.items(list()).limit(3);
    while items.next().await.is_some() {}
    assert!(items.delta_link().is_some());
}

#[tokio::test]
async fn an_empty_list_has_no_items() {
    let service = common::service::empty().start().await;
    assert!(client(&service).items(list()).next().await.is_none());
}

#[tokio::test]
async fn pages_that_go_in_a_circle_are_an_error() {
    let service = many(6).page_size(2).start().await;
    let first = format!("{}{STATUSES}", service.base_url());
    service.inject(Fault::looping_next_link());
    let items: Vec<_> = client(&service).items(list()).take(100).collect().await;
    assert!(
        matches!(items.last(), Some(Err(Error::Link(link))) if link.to_string().contains("circle")),
        "{items:?}"
    );
    assert!(items.len() < 10);

    // What follows a `#` is not sent, so these are one link.
    let mut pager = Pager::new(list());
    let page = |number: u32| -> Page<DeviceStatus> {
        let link = format!(r#"{{"value":[],"@odata.nextLink":"https://x/y#{number}"}}"#);
        serde_json::from_str(&link).unwrap()
    };
    assert!(pager.turn(&page(1)).is_ok() && pager.turn(&page(2)).is_err());

    service.clear_faults();
    service.inject(Fault::next_link(first).after(2));
    let items: Vec<_> = client(&service).items(list()).take(100).collect().await;
    assert!(matches!(items.last(), Some(Err(Error::Link(_)))), "{items:?}");
}

#[test]
fn circles_of_any_length_are_seen_in_constant_memory() {
    for length in [1_u64, 2, 3, 1000, 1500, 5000] {
        let mut pager = Pager::new(list());
        let mut turns = 0_u64;
        loop {
            turns += 1;
            assert!(turns < 8 * length + 8, "{length}");
            let link = format!(
                r#"{{"value":[],"@odata.nextLink":"https://x/{}"}}"#,
                turns % length
            );
            let page: Page<DeviceStatus> = serde_json::from_str(&link).unwrap();
            if pager.turn(&page).is_err() {
                break;
            }
        }
        assert!(turns > length && pager.request().is_none(), "{length}: {turns}");
    }
}

#[tokio::test]
async fn a_list_is_taken_up_again_from_its_link() {
    let service = many(7).page_size(3).start().await;
    let client = client(&service);
    let mut pages = client.pages(list());
    assert_eq!(pages.next().await.unwrap().unwrap().value.len(), 3);
    let link = pages.next_link().unwrap().to_owned();
    drop(pages);
    let rest: Vec<_> = client.items(list().from_link(&link)).try_collect().await.unwrap();
    assert_eq!(
        rest.iter()
            .map(|item: &DeviceStatus| item.id.as_str())
            .collect::<Vec<_>>(),
        ["3", "4", "5", "6"]
    );

    let mut items = client.items(list());
    for _ in 0..5 {
        items.next().await.unwrap().unwrap();
    }
    let (link, given) = items.position();
    assert_eq!(given, 2);
    let link = link.unwrap().to_owned();
    let rest: Vec<_> = client
        .items(list().from_link(link))
        .skip(given)
        .map_ok(|item| item.id)
        .try_collect()
        .await
        .unwrap();
    assert_eq!(rest, ["5", "6"]);
}

#[tokio::test]
async fn a_page_that_fails_can_be_asked_for_again() {
    let service = many(6).page_size(2).start().await;
    service.inject(Fault::status(500).after(1).once());
    let mut items = client(&service).items(list());
    let mut seen = Vec::new();
    let error = loop {
        match items.next().await.unwrap() {
            Ok(item) => seen.push(item.id),
            Err(error) => break error,
        }
    };
    assert!(matches!(error, Error::Service(_)) && items.next().await.is_none());
    let link = items.position().0.unwrap().to_owned();
    let rest: Vec<DeviceStatus> = client(&service)
        .items(list().from_link(link))
        .try_collect()
        .await
        .unwrap();
    assert_eq!((seen.len(), rest.len()), (2, 4));
}

#[tokio::test]
async fn the_time_waited_counts_over_all_pages() {
    let service = many(10).page_size(1).start().await;
    let clock = TestClock::new();
    let client = Client::builder(service.base_url(), FixedToken::new(service.token()))
        .clock(clock.clone())
        .retry(RetryPolicy::new().jitter(0.0))
        .build()
        .unwrap();
    // Each page is throttled once for 250 s; 600 s are the limit, so the third wait is not begun.
    let wait = Duration::from_secs(250);
    for page in 0..4 {
        service.inject(
            Fault::status(429)
                .retry_after(RetryAfter::Seconds(wait))
                .after(page)
                .once(),
        );
    }
    let items: Vec<_> = client.items(list()).collect().await;
    assert!(
        matches!(items.last(), Some(Err(Error::Throttled { wait: Some(left), .. })) if *left == wait),
        "{items:?}"
    );
    assert_eq!(clock.waits(), [wait, wait]);
}

#[tokio::test]
async fn the_entity_tags_of_a_list_lead_to_requests() {
    let service = many(2).start().await;
    let client = client(&service);
    let tagged: Vec<Tagged<DeviceStatus>> = client.items(list().tagged()).try_collect().await.unwrap();
    let path = DeviceStatus::path("config-id", &tagged[1].entity.id);
    assert_eq!(tagged[1].etag, service.entity_tag(&format!("{STATUSES}/1")));
    let patch = DeviceStatus::patch().user_name("Ann");
    client
        .send(path.patch(&patch).if_match_of(&tagged[1]))
        .await
        .unwrap();
    let again = client
        .send(path.patch(&patch).if_match_of(&tagged[1]))
        .await
        .unwrap_err();
    assert!(matches!(again, Error::PreconditionFailed(_)), "{again}");
}

#[tokio::test]
async fn waiting_for_a_page_can_be_given_up_and_begun_again() {
    let service = many(6).page_size(2).start().await;
    service.inject(Fault::delay(Duration::from_millis(150)));
    let mut items = client(&service).items(list());
    let (mut ids, mut given_up) = (Vec::new(), 0);
    loop {
        match tokio::time::timeout(Duration::from_millis(20), items.next()).await {
            Ok(Some(item)) => ids.push(item.unwrap().id),
            Ok(None) => break,
            Err(_) => given_up += 1,
        }
    }
    assert_eq!(ids, ["0", "1", "2", "3", "4", "5"]);
    assert!(
        given_up > 0 && service.requests().len() == 3,
        "each page was asked for once"
    );
}
