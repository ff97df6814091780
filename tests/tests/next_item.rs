//! The next item of each stream, awaited by a method of its own: no trait of another crate is in scope here.

use futures_util::FutureExt as _;
use odata_entity::{Client, Entity, FixedToken, path};
use odata_entity_testing::{ChangeTracking, EntityType, Fault, Service};

#[derive(Debug, Entity)]
#[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
struct User {
    #[odata(key)]
    id: String,
}

async fn service() -> Service {
    let user = EntityType::new("microsoft.graph.user").key("id");
    let mut service = Service::builder()
        .entity_set("/users", user)
        .change_tracking("/users", ChangeTracking::new())
        .stream("/me/photo/$value")
        .page_size(2);
    for id in ["a", "b", "c"] {
        service = service.insert(format!("/users/{id}").as_str(), serde_json::json!({}));
    }
    service.start().await
}

fn client(service: &Service) -> Client {
    Client::new(service.base_url(), FixedToken::new(service.token())).unwrap()
}

#[tokio::test]
async fn a_list_gives_its_next_entity_and_its_next_page() {
    let service = service().await;
    let client = client(&service);
    let mut items = client.items(User::collection().list());
    let mut ids = Vec::new();
    while let Some(user) = items.try_next().await.unwrap() {
        ids.push(user.id);
    }
    assert_eq!(ids, ["a", "b", "c"]);
    let mut pages = client.pages(User::collection().list());
    let mut sizes = Vec::new();
    while let Some(page) = pages.try_next().await.unwrap() {
        sizes.push(page.value.len());
    }
    assert_eq!(sizes, [2, 1]);
}

#[tokio::test]
async fn a_round_of_changes_gives_its_next_item_and_its_next_page() {
    let service = service().await;
    let client = client(&service);
    let (mut items, mut from_pages) = (0, 0);
    let mut changes = client.delta(User::collection().delta());
    while changes.try_next().await.unwrap().is_some() {
        items += 1;
    }
    let mut pages = client.delta_pages(User::collection().delta());
    while let Some(page) = pages.try_next().await.unwrap() {
        from_pages += page.value.len();
    }
    assert_eq!((items, from_pages), (3, 3));
    assert!(changes.link().is_some() && pages.link().is_some());
}

#[tokio::test]
async fn a_download_gives_its_next_bytes() {
    let service = service().await;
    service
        .put_bytes("/me/photo/$value", "image/png", "a photo")
        .unwrap();
    let request = path!("/me/photo/$value").bytes();
    let mut download = client(&service).download(request).await.unwrap();
    let mut photo = Vec::new();
    while let Some(bytes) = download.try_next().await.unwrap() {
        photo.extend_from_slice(&bytes);
    }
    assert_eq!(photo, b"a photo");
}

#[tokio::test]
async fn a_bulk_run_gives_its_next_outcome() {
    let service = service().await;
    let deletions = ["a", "x"].map(|id| (id, path!("/users/{id}", id).delete()));
    let mut results = client(&service).send_all(futures_util::stream::iter(deletions));
    let mut deleted = Vec::new();
    while let Some(outcome) = results.next().await {
        deleted.push((outcome.key, outcome.result.is_ok()));
    }
    deleted.sort_unstable();
    assert_eq!(deleted, [("a", true), ("x", false)]);
}

#[tokio::test]
async fn what_a_dropped_call_began_the_next_one_goes_on_with() {
    let service = service().await;
    let client = client(&service);
    let mut items = client.items(User::collection().list());
    assert!(items.try_next().now_or_never().is_none(), "it has to be fetched");
    let first = items.try_next().await.unwrap().unwrap();
    assert_eq!((first.id.as_str(), service.requests().len()), ("a", 1));
    let deletions = ["b"].map(|id| (id, path!("/users/{id}", id).delete()));
    let mut results = client.send_all(futures_util::stream::iter(deletions));
    assert!(results.next().now_or_never().is_none(), "it has to be sent");
    assert!(results.next().await.unwrap().result.is_ok());
    assert!(results.next().await.is_none());
    assert_eq!(service.requests().len(), 2);
}

#[tokio::test]
async fn after_an_error_there_is_no_next_item() {
    let service = service().await;
    service.inject(Fault::status(403));
    let mut items = client(&service).items(User::collection().list());
    assert!(items.try_next().await.is_err());
    assert!(items.try_next().await.unwrap().is_none());
}
