//! Deltas over HTTP: rounds, what is kept of them, links that expire, and each form of a removed entity.

mod common;

use common::service::client;
use futures_util::{StreamExt, TryStreamExt};
use odata_entity::batch::Batch;
use odata_entity::{Client, DeltaItem, DeltaLink, DeltaPage, Entity, Error, FixedToken, Request, path};
use odata_entity_testing::{
    ChangeTracking, EntityType, Fault, Property, RemovedForm, Service, ServiceBuilder,
};
use serde_json::json;
use std::collections::{BTreeMap, HashMap};

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.user", path = "/users/{userId}")]
struct User {
    #[odata(key)]
    id: String,
    name: Option<String>,
    city: Option<String>,
    level: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(
    type = "microsoft.graph.driveItem",
    path(root = "/me/drive/root"),
    path = "/me/drive/items/{itemId}"
)]
struct DriveItem {
    #[odata(key)]
    id: String,
    name: Option<String>,
}

type Users = BTreeMap<String, User>;

fn user_type() -> EntityType {
    EntityType::new("n.user")
        .key("id")
        .client_keys()
        .property(Property::string("name"))
        .property(Property::string("city"))
        .property(Property::int32("level"))
}

/// A service with `count` users, two a page.
fn users(count: usize, tracking: ChangeTracking) -> ServiceBuilder {
    let mut builder = Service::builder()
        .entity_set("/users", user_type())
        .change_tracking("/users", tracking)
        .page_size(2);
    for at in 0..count {
        builder = builder.insert(
            "/users",
            json!({"id": format!("u{at}"), "name": format!("n{at}"), "level": at}),
        );
    }
    builder
}

fn delta() -> Request<DeltaPage<User>> {
    path!("/users/delta").get()
}

/// Applies a round, and gives the link to the next one.
async fn round(
    client: &Client,
    request: Request<DeltaPage<User>>,
    users: &mut Users,
) -> Result<DeltaLink, Error> {
    let mut changes = client.delta(request);
    while let Some(item) = changes.try_next().await? {
        assert!(changes.link().is_none() || changes.position() == changes.link());
        item.apply_to(users)?;
    }
    Ok(changes.link().cloned().expect("a round that ends has a link"))
}

fn ids(users: &Users) -> Vec<&str> {
    users.keys().map(String::as_str).collect()
}

fn is_in_step(users: &Users, service: &Service) -> bool {
    let there = service.entities("/users").into_iter();
    let there: Users = there
        .map(|user| serde_json::from_value(user).unwrap())
        .map(|user: User| (user.id.clone(), user))
        .collect();
    *users == there
}

#[tokio::test]
async fn rounds_keep_a_local_copy_in_step() {
    let service = users(5, ChangeTracking::new().only_changed_properties())
        .start()
        .await;
    let client = client(&service);
    let mut copy = Users::new();
    let link = round(&client, delta(), &mut copy).await.unwrap();
    assert_eq!((copy.len(), service.requests().len()), (5, 3));
    assert!(is_in_step(&copy, &service));

    // A round without changes, and again: the link may be the one that was asked.
    let link = round(&client, delta().resume(&link), &mut copy).await.unwrap();
    let same = round(&client, delta().resume(&link), &mut copy).await.unwrap();
    assert_eq!(link.url(), same.url());

    client
        .send(User::path("u1").patch(&User::patch().city("Prague")))
        .await
        .unwrap();
    client
        .send(User::path("u2").patch(&User::patch().name(None)))
        .await
        .unwrap();
    client.send(User::path("u3").delete()).await.unwrap();
    service
        .insert("/users", json!({"id": "new", "name": "x"}))
        .unwrap();
    let mut changes = client.delta(delta().resume(&link));
    let mut seen = Vec::new();
    while let Some(item) = changes.try_next().await.unwrap() {
        if let DeltaItem::Changed(change) = &item {
            seen.push(change.json().to_owned());
        }
        item.apply_to(&mut copy).unwrap();
    }
    // Only what changed came.
    assert!(
        seen[0].contains("Prague") && !seen[0].contains("level"),
        "{seen:?}"
    );
    assert_eq!(ids(&copy), ["new", "u0", "u1", "u2", "u4"]);
    assert_eq!(copy["u1"].name.as_deref(), Some("n1"));
    assert!(is_in_step(&copy, &service));
}

#[tokio::test]
async fn a_link_goes_through_storage_to_another_process_with_its_headers() {
    let service = users(3, ChangeTracking::new()).start().await;
    let first = delta()
        .select((User::ID, User::NAME))
        .consistency_eventual()
        .max_page_size(1);
    let mut copy = Users::new();
    let link = round(&client(&service), first, &mut copy).await.unwrap();
    let stored = serde_json::to_string(&link).unwrap();
    assert!(!stored.contains("loopback-token"), "{stored}");

    service.insert("/users", json!({"id": "a"})).unwrap();
    service.insert("/users", json!({"id": "b"})).unwrap();
    service.clear_requests();
    let link: DeltaLink = serde_json::from_str(&stored).unwrap();
    round(&client(&service), delta().resume(&link), &mut copy)
        .await
        .unwrap();
    assert_eq!(ids(&copy), ["a", "b", "u0", "u1", "u2"]);
    let requests = service.requests();
    assert_eq!(requests.len(), 2);
    for request in &requests {
        assert_eq!(request.header("consistencylevel"), Some("eventual"));
        assert_eq!(request.header("prefer"), Some("odata.maxpagesize=1"));
        assert_eq!(request.target.matches("$select").count(), 1);
    }
}

/// Some items come again, none is missing.
#[tokio::test]
async fn a_round_is_taken_up_again_in_its_middle() {
    let service = users(9, ChangeTracking::new()).start().await;
    for taken in 0..=9 {
        let (mut copy, first) = (Users::new(), client(&service));
        let mut changes = first.delta(delta());
        assert!(changes.position().is_none());
        for _ in 0..taken {
            changes
                .try_next()
                .await
                .unwrap()
                .unwrap()
                .apply_to(&mut copy)
                .unwrap();
        }
        let stored = changes
            .position()
            .map(|position| serde_json::to_string(position).unwrap());
        drop(changes);
        let request = match &stored {
            Some(stored) => delta().resume(&serde_json::from_str(stored).unwrap()),
            None => delta(),
        };
        round(&client(&service), request, &mut copy).await.unwrap();
        assert!(is_in_step(&copy, &service), "{taken}");
    }
}

#[tokio::test]
async fn a_delta_that_starts_now_has_what_comes_later() {
    let service = users(3, ChangeTracking::new()).start().await;
    let client = client(&service);
    let mut copy = Users::new();
    let link = round(&client, delta().latest(), &mut copy).await.unwrap();
    assert!(copy.is_empty());
    service.insert("/users", json!({"id": "a"})).unwrap();
    round(&client, delta().resume(&link), &mut copy).await.unwrap();
    assert_eq!(ids(&copy), ["a"]);
}

/// By the preference, and with the function of the standard, `delta()`.
#[tokio::test]
async fn changes_are_asked_for_by_preference_outside_of_graph() {
    let tracking = ChangeTracking::new()
        .by_preference_only()
        .removed(RemovedForm::DeletedEntity);
    let service = users(3, tracking).relative_links().start().await;
    let client = client(&service);
    let mut copy = Users::new();
    let tracked = User::collection().track_changes();
    let link = round(&client, tracked.clone(), &mut copy).await.unwrap();
    client.send(User::path("u0").delete()).await.unwrap();
    round(&client, tracked.resume(&link), &mut copy).await.unwrap();
    assert_eq!(ids(&copy), ["u1", "u2"]);
    assert!(matches!(client.send(delta()).await, Err(Error::NotFound(_))));

    // A service that does not know the preference leaves it out of account.
    let service = users(3, ChangeTracking::new().by_function_only()).start().await;
    let client = common::service::client(&service);
    let error = client.send(User::collection().track_changes()).await.unwrap_err();
    assert!(error.to_string().contains("does not track changes"), "{error}");
    round(&client, User::collection().delta(), &mut copy)
        .await
        .unwrap();
    assert!(
        service
            .requests()
            .last()
            .unwrap()
            .target
            .contains("/users/delta()")
    );
}

#[tokio::test]
async fn each_form_of_a_removed_entity_leaves_the_copy() {
    for form in [
        RemovedForm::Key,
        RemovedForm::Id,
        RemovedForm::Bare,
        RemovedForm::DeletedEntity,
        RemovedForm::DeletedKey,
    ] {
        let service = users(2, ChangeTracking::new().removed(form).reason("changed"))
            .start()
            .await;
        service.insert("/users", json!({"id": "O'Neil & (co)"})).unwrap();
        let client = client(&service);
        let mut copy = Users::new();
        let link = round(&client, delta(), &mut copy).await.unwrap();
        client.send(User::path("O'Neil & (co)").delete()).await.unwrap();
        let items: Vec<_> = client.delta(delta().resume(&link)).try_collect().await.unwrap();
        let [DeltaItem::Removed(gone)] = items.as_slice() else {
            panic!("{form:?}: {items:?}")
        };
        assert_eq!(gone.key(), Some("O'Neil & (co)"), "{form:?}");
        let reason = (form != RemovedForm::Bare).then_some("changed");
        assert_eq!(gone.reason.as_deref(), reason, "{form:?}");
        items[0].apply_to(&mut copy).unwrap();
        assert_eq!(ids(&copy), ["u0", "u1"], "{form:?}");
    }
}

/// What leaves the filter is gone from the collection that was asked for, for the reason `changed`.
#[tokio::test]
async fn what_no_longer_fits_the_filter_is_removed() {
    let service = users(4, ChangeTracking::new()).start().await;
    let client = client(&service);
    let mut copy = Users::new();
    let link = round(&client, delta().filter(User::LEVEL.ge(2)), &mut copy)
        .await
        .unwrap();
    assert_eq!(ids(&copy), ["u2", "u3"]);
    client
        .send(User::path("u2").patch(&User::patch().level(0)))
        .await
        .unwrap();
    client
        .send(User::path("u0").patch(&User::patch().level(7)))
        .await
        .unwrap();
    round(&client, delta().resume(&link), &mut copy).await.unwrap();
    assert_eq!(ids(&copy), ["u0", "u3"]);
}

#[tokio::test]
async fn a_drive_s_delta_begins_at_its_root() {
    let item = EntityType::new("microsoft.graph.driveItem")
        .key("id")
        .client_keys()
        .property(Property::string("name"));
    let tracking = ChangeTracking::new()
        .at("/me/drive/root/delta")
        .removed(RemovedForm::Facet);
    let service = Service::builder()
        .entity_set("/me/drive/items", item)
        .change_tracking("/me/drive/items", tracking)
        .insert("/me/drive/items", json!({"id": "a", "name": "x"}))
        .start()
        .await;
    let client = client(&service);
    let from_now: Vec<_> = client.delta(DriveItem::root().delta().latest()).collect().await;
    assert!(from_now.is_empty());
    let request = service.requests().pop().unwrap();
    assert!(request.target.ends_with("?token=latest"), "{}", request.target);

    let mut copy: HashMap<String, DriveItem> = HashMap::new();
    let mut changes = client.delta(DriveItem::root().delta());
    while let Some(item) = changes.try_next().await.unwrap() {
        item.apply_to(&mut copy).unwrap();
    }
    client.send(DriveItem::path("a").delete()).await.unwrap();
    let link = changes.link().unwrap().clone();
    let items: Vec<_> = client
        .delta(DriveItem::root().delta().resume(&link))
        .try_collect()
        .await
        .unwrap();
    assert!(matches!(&items[0], DeltaItem::Removed(gone) if gone.is_deleted()));
    items[0].apply_to(&mut copy).unwrap();
    assert!(copy.is_empty());
}

#[tokio::test]
async fn a_link_that_expired_starts_over_where_the_service_wants_it() {
    for has_location in [true, false] {
        let tracking = ChangeTracking::new().expired_code("resyncChangesApplyDifferences");
        let tracking = if has_location {
            tracking
        } else {
            tracking.without_location()
        };
        let service = users(5, tracking).start().await;
        let client = client(&service);
        let mut copy = Users::new();
        let link = round(&client, delta(), &mut copy).await.unwrap();
        client.send(User::path("u0").delete()).await.unwrap();
        service.expire_deltas();
        let error = round(&client, delta().resume(&link), &mut copy)
            .await
            .unwrap_err();
        let Error::Resync(resync) = error else {
            panic!("{error}")
        };
        assert_eq!(resync.code(), "resyncChangesApplyDifferences");
        assert_eq!(resync.location().is_some(), has_location);
        let mut all = Users::new();
        round(&client, delta().resume(&link).restart(&resync), &mut all)
            .await
            .unwrap();
        assert!(is_in_step(&all, &service), "{has_location}");

        // A next link expires as well.
        let fault = service.inject(Fault::expire_deltas().after(1).once());
        let mut changes = client.delta(delta());
        let mut count = 0;
        let error = loop {
            match changes.try_next().await {
                Ok(item) => count += usize::from(item.is_some()),
                Err(error) => break error,
            }
        };
        assert!(matches!(error, Error::Resync(_)), "{error}");
        assert_eq!((count, service.hits(fault)), (2, 1));
        // The position is that of the page that failed.
        assert!(changes.position().unwrap().url().contains("$skiptoken"));
        assert!(changes.next().await.is_none());
    }
    // What is not there is another error.
    let service = users(0, ChangeTracking::new()).start().await;
    let nowhere: Request<DeltaPage<User>> = path!("/people/delta").get();
    assert!(matches!(
        client(&service).send(nowhere).await,
        Err(Error::NotFound(_))
    ));
}

#[tokio::test]
async fn pages_and_items_that_come_again_change_nothing() {
    let service = users(7, ChangeTracking::new()).start().await;
    let client = client(&service);
    for fault in [
        Fault::repeated_items(),
        Fault::repeated_page().once(),
        Fault::repeated_page().after(2).once(),
        Fault::drop_after_work().after(1).once(),
        Fault::status(503).after(2).once(),
    ] {
        service.clear_faults();
        service.inject(fault.clone());
        let mut copy = Users::new();
        let link = round(&client, delta(), &mut copy).await.unwrap();
        assert!(is_in_step(&copy, &service), "{fault:?}");
        service.clear_faults();
        round(&client, delta().resume(&link), &mut copy).await.unwrap();
        assert!(is_in_step(&copy, &service), "{fault:?}");
    }
}

/// A page that comes again for ever ends at the limit, after all that came was given out.
#[tokio::test]
async fn a_round_without_end_ends_at_its_limit() {
    let service = users(7, ChangeTracking::new()).start().await;
    service.inject(Fault::repeated_page());
    let client = client(&service);
    let mut changes = client.delta(delta()).page_limit(20);
    let mut items = 0;
    let error = loop {
        match changes.try_next().await {
            Ok(Some(_)) => items += 1,
            Ok(None) => panic!("it has no end"),
            Err(error) => break error,
        }
    };
    assert!(matches!(error, Error::Delta(_)), "{error}");
    assert_eq!((items, service.requests().len()), (40, 20));
    assert!(changes.next().await.is_none() && changes.link().is_none());
    let position = changes.position().unwrap().clone();
    service.clear_faults();
    let mut copy = Users::new();
    round(&client, delta().resume(&position), &mut copy)
        .await
        .unwrap();
    assert!(is_in_step(&copy, &service));
}

#[tokio::test]
async fn a_page_at_a_time_can_be_one_transaction() {
    let service = users(5, ChangeTracking::new()).start().await;
    let client = client(&service);
    let mut pages = client.delta_pages(delta());
    let (mut copy, mut sizes, mut kept) = (Users::new(), Vec::new(), Vec::new());
    while let Some(page) = pages.try_next().await.unwrap() {
        page.value
            .iter()
            .try_for_each(|item| item.apply_to(&mut copy))
            .unwrap();
        sizes.push(page.value.len());
        kept.push(pages.position().unwrap().is_within_round());
    }
    assert_eq!((sizes, kept), (vec![2, 2, 1], vec![true, true, false]));
    assert_eq!(pages.link(), pages.position());
    assert_eq!(copy.len(), 5);
}

/// A stored link is of the service that gave it: another client does not take its token there.
#[tokio::test]
async fn a_kept_link_does_not_lead_elsewhere() {
    let (one, other) = (
        users(1, ChangeTracking::new()).start().await,
        users(1, ChangeTracking::new()).start().await,
    );
    let link = round(&client(&one), delta(), &mut Users::new()).await.unwrap();
    let client = Client::new(other.base_url(), FixedToken::new(other.token())).unwrap();
    one.clear_requests();
    let error = round(&client, delta().resume(&link), &mut Users::new())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Link(_)), "{error}");
    assert!(one.requests().is_empty() && other.requests().is_empty());
}

#[tokio::test]
async fn a_delta_goes_in_a_batch_as_by_itself() {
    let service = users(3, ChangeTracking::new()).start().await;
    let client = client(&service);
    let mut batch = Batch::new();
    let (first, gone) = (batch.add(delta()), delta().latest());
    let now = batch.add(gone);
    let mut results = client.send_batch(batch).await;
    let page = results.take(first).unwrap();
    assert_eq!(page.value.len(), 2);
    let link = results.take(now).unwrap().delta_link.unwrap();
    // The page goes on by itself, and the link in the next batch.
    let next = delta().from_link(page.next_link.unwrap());
    let rest: Vec<_> = client.delta(next).try_collect().await.unwrap();
    assert_eq!(rest.len(), 1);
    service.expire_deltas();
    let mut batch = Batch::new();
    let expired = batch.add(delta().from_link(link));
    let mut results = client.send_batch(batch).await;
    let error = results.take(expired).unwrap_err();
    let Error::Resync(resync) = error else {
        panic!("{error}")
    };
    assert_eq!(resync.code(), "resyncRequired");
    let all: Vec<_> = client
        .delta(delta().restart(&resync))
        .try_collect()
        .await
        .unwrap();
    assert_eq!(all.len(), 3);
}
