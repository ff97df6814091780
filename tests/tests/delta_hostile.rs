//! Peers that answer deltas wrongly: clear errors, and nothing lost.

mod common;

use common::peer::Peer;
use futures_util::StreamExt;
use odata_entity::{Client, DeltaItem, DeltaPage, Entity, Error, Request};
use std::collections::{BTreeMap, HashMap};

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.user", path = "/users/{userId}")]
struct User {
    #[odata(key)]
    id: String,
    name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.group", path = "/groups/{groupId}")]
struct Group {
    #[odata(key)]
    id: String,
    #[odata(navigation)]
    members: Option<Vec<User>>,
}

fn delta() -> Request<DeltaPage<User>> {
    User::collection().delta()
}

/// What came, and the error behind it.
async fn taken(client: &Client, request: Request<DeltaPage<User>>) -> (Vec<DeltaItem<User>>, Option<Error>) {
    let mut changes = client.delta(request);
    let mut items = Vec::new();
    loop {
        match changes.try_next().await {
            Ok(Some(item)) => items.push(item),
            Ok(None) => {
                assert!(changes.link().is_some());
                return (items, None);
            }
            Err(error) => {
                assert!(changes.next().await.is_none() && changes.link().is_none());
                return (items, Some(error));
            }
        }
    }
}

/// A large group comes in parts, on several pages and in later rounds; one part names a member twice.
#[tokio::test]
async fn the_members_of_a_group_add_up_over_pages_and_rounds() {
    let peer = Peer::start(|number, base| {
        let (members, end) = match number {
            0 => (r#"{"id":"a"},{"id":"b"}"#, "nextLink"),
            1 => (r#"{"id":"b"},{"id":"c"}"#, "nextLink"),
            2 => ("", "deltaLink"),
            _ => (
                r##"{"@odata.type":"#n.user","id":"a","@removed":{"reason":"deleted"}},{"id":"d"}"##,
                "deltaLink",
            ),
        };
        format!(
            r#"{{"value":[{{"id":"g","members@delta":[{members}]}}],"@odata.{end}":"{base}/groups/delta?{number}"}}"#
        )
    });
    let client = peer.client();
    let mut members: BTreeMap<String, User> = BTreeMap::new();
    let mut request = Group::collection().delta();
    for expected in [vec!["a", "b", "c"], vec!["b", "c", "d"]] {
        let mut changes = client.delta(request);
        while let Some(item) = changes.try_next().await.unwrap() {
            let DeltaItem::Changed(group) = item else { panic!() };
            for member in group.related(Group::MEMBERS).unwrap() {
                member.apply_to(&mut members).unwrap();
            }
        }
        assert_eq!(members.keys().collect::<Vec<_>>(), expected);
        request = Group::collection().delta().resume(changes.link().unwrap());
    }
    assert_eq!(peer.count(), 4);
}

#[tokio::test]
async fn empty_pages_that_go_on_are_no_end_and_no_error() {
    let peer = Peer::start(|number, base| match number {
        0..50 => format!(r#"{{"value":[],"@odata.nextLink":"{base}/users/delta?{number}"}}"#),
        _ => format!(r#"{{"value":[{{"id":"a"}}],"@odata.deltaLink":"{base}/users/delta?d"}}"#),
    });
    let (items, error) = taken(&peer.client(), delta()).await;
    assert!(error.is_none() && items.len() == 1 && peer.count() == 51);
}

#[tokio::test]
async fn a_next_link_to_its_own_page_and_a_circle_are_errors_behind_what_came() {
    let own = Peer::start(|_, base| {
        format!(r#"{{"value":[{{"id":"a"}}],"@odata.nextLink":"{base}/users/delta()?"}}"#)
    });
    let (_, error) = taken(
        &own.client(),
        delta().from_link(format!("{}/users/delta()?", own.base_url)),
    )
    .await;
    assert!(error.unwrap().to_string().contains("back to the page"));
    let circle = Peer::start(|number, base| {
        let next = ["b", "c", "a"][number % 3];
        format!(r#"{{"value":[{{"id":"{number}"}}],"@odata.nextLink":"{base}/users/delta?{next}"}}"#)
    });
    let (items, error) = taken(&circle.client(), delta()).await;
    assert!(error.unwrap().to_string().contains("circle"));
    assert_eq!((items.len(), circle.count()), (4, 4));
}

/// The page is given out, then the link is refused; the token stays here.
#[tokio::test]
async fn a_link_to_another_authority_is_refused_behind_what_came() {
    let elsewhere = Peer::start(|_, _| "{}".to_owned());
    let other = elsewhere.base_url.clone();
    let (next, last) = (other.clone(), other);
    let peer = Peer::start(move |_, _| {
        format!(r#"{{"value":[{{"id":"a"}}],"@odata.nextLink":"{next}/users/delta?x"}}"#)
    });
    let (items, error) = taken(&peer.client(), delta()).await;
    let error = error.unwrap();
    assert!(
        matches!(error, Error::Link(_)) && !error.to_string().contains("delta?x"),
        "{error}"
    );
    assert_eq!((items.len(), peer.count(), elsewhere.count()), (1, 1, 0));

    let peer = Peer::start(move |_, _| {
        format!(r#"{{"value":[{{"id":"a"}}],"@odata.deltaLink":"{last}/users/delta?x"}}"#)
    });
    let client = peer.client();
    let mut changes = client.delta(delta());
    while changes.try_next().await.unwrap().is_some() {}
    let (items, error) = taken(&client, delta().resume(changes.link().unwrap())).await;
    assert!(matches!(error, Some(Error::Link(_))) && items.is_empty());
    assert_eq!((peer.count(), elsewhere.count()), (1, 0));

    // A redirect of the page, and `Location` of an expired link, do not leave it either.
    for status in ["410 Gone", "302 Found"] {
        let to = elsewhere.base_url.clone();
        let peer = Peer::start(move |_, _| {
            format!("HTTP/1.1 {status}\r\nLocation: {to}/users/delta\r\nContent-Length: 2\r\n\r\n{{}}")
        });
        let client = peer.client();
        let (_, error) = taken(&client, delta()).await;
        match error.unwrap() {
            Error::Resync(resync) => {
                let (_, error) = taken(&client, delta().restart(&resync)).await;
                assert!(matches!(error, Some(Error::Link(_))));
                let (_, error) = taken(&client, delta().restart_here()).await;
                assert!(matches!(error, Some(Error::Resync(_))));
            }
            error => assert!(matches!(error, Error::Link(_)), "{status}: {error}"),
        }
        assert_eq!(elsewhere.count(), 0, "{status}");
    }
}

#[tokio::test]
async fn what_is_no_delta_is_a_clear_error() {
    for (body, expected) in [
        (
            r#"{"value":[{"id":"a"}]}"#,
            "neither a next link nor a delta link",
        ),
        (
            r#"{"value":[{"id":"a"}],"@odata.deltaLink":""}"#,
            "neither a next link nor a delta link",
        ),
        (
            r#"{"@odata.deltaLink":"/v1.0/users/delta?d"}"#,
            "missing field `value`",
        ),
        (
            r##"{"value":[],"@odata.deltaLink":"#"}"##,
            "nothing but a fragment",
        ),
        (r#"{"value":{},"@odata.deltaLink":"d"}"#, "expected a list"),
        (r#"{"value":["a"],"@odata.deltaLink":"d"}"#, "expected an object"),
        (r#"{"value":[{"@removed":{}}],"@odata.deltaLink":"d"}"#, "`@id`"),
        (
            r##"{"value":[{"@odata.context":"#users/$link"}],"@odata.deltaLink":"d"}"##,
            "`source`",
        ),
        (r#"{"value":[{"id":"a"}"#, "EOF"),
        ("<html>", "HTML"),
        ("", "body is empty"),
        (r#"{"error":{"code":"x","message":"y"}}"#, "x: y"),
    ] {
        let peer = Peer::start(move |_, _| body.to_owned());
        let (items, error) = taken(&peer.client(), delta()).await;
        let error = error.unwrap().to_string();
        assert!(items.is_empty() && error.contains(expected), "{body}: {error}");
    }
    // Deep, and with a key that is none.
    let deep = format!(
        r#"{{"value":[{{"id":{}1}}],"@odata.deltaLink":"d"}}"#,
        "[".repeat(200)
    );
    let peer = Peer::start(move |_, _| deep.clone());
    assert!(
        taken(&peer.client(), delta())
            .await
            .1
            .unwrap()
            .to_string()
            .contains("recursion limit")
    );
}

/// Odd items are no panic: they are read, or an error of the one who reads or applies them.
#[tokio::test]
async fn odd_items_are_errors_of_their_own() {
    let items = [
        r#"{}"#,
        r#"{"id":null}"#,
        r#"{"id":{}}"#,
        r#"{"id":"a","name":5}"#,
        r#"{"id":"a","id":"b"}"#,
        r#"{"id":"a","@odata.type":5}"#,
        r#"{"id":"a","@odata.type":""}"#,
        r##"{"id":"a","@odata.type":"#"}"##,
        r#"{"id":"a","@odata.context":"$metadata"}"#,
        r#"{"id":"a","@odata.context":"/#/#/$deletedEntity"}"#,
        r#"{"id":"(((","@removed":5}"#,
        r#"{"@odata.id":"users(","@removed":null,"id":"\ud800"}"#,
    ];
    let body = format!(
        r#"{{"value":[{}],"@odata.deltaLink":"/v1.0/users/delta?d"}}"#,
        items.join(",")
    );
    let peer = Peer::start(move |_, _| body.clone());
    let (all, error) = taken(&peer.client(), delta()).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(all.len(), 12);
    let mut copy: HashMap<String, User> = HashMap::new();
    for item in &all {
        let _ = format!("{item:?} {:?} {:?}", item.key(), item.apply_to(&mut copy));
    }
}
