//! Filters, expansions and projections, asked of a service over HTTP: what it answers shows that it was asked for the right thing.

mod common;

use chrono::{DateTime, FixedOffset};
use common::service::client;
use odata_entity::{Entity, Error, Filter, Projection, Related};
use odata_entity_testing::Service;
use serde_json::{Value, json};

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.group", path = "/groups/{groupId}")]
struct Group {
    #[odata(key)]
    id: String,
    name: Option<String>,
    size: Option<i32>,
    limit: Option<i32>,
    share: Option<f64>,
    created: Option<DateTime<FixedOffset>>,
    tags: Option<Vec<String>>,
    #[odata(navigation)]
    owner: Option<User>,
    #[odata(navigation)]
    members: Option<Related<User>>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.user", path = "/users/{userId}")]
struct User {
    #[odata(key)]
    id: String,
    city: Option<String>,
    age: Option<i32>,
    #[odata(navigation)]
    manager: Option<Box<User>>,
}

#[derive(Debug, PartialEq, Projection)]
#[odata(of = Group)]
struct Summary {
    id: String,
    size: Option<i32>,
    #[odata(navigation)]
    members: Option<Vec<Member>>,
    #[odata(navigation)]
    owner: Option<Box<Member>>,
}

#[derive(Debug, PartialEq, Projection)]
#[odata(of = User)]
struct Member {
    city: Option<String>,
}

async fn service() -> Service {
    let ann = json!({"id": "ann", "city": "Bonn", "age": 40, "manager": {"id": "eve", "city": "Rome", "manager": {"id": "zoe"}}});
    let bob = json!({"id": "bob", "city": "Oslo", "age": 20});
    let groups = [
        json!({"id": "1", "name": "O'Neil (x, y)", "size": 2, "limit": 5, "share": 0.4, "created": "2017-01-02T03:04:05+01:00",
               "tags": ["a", "b"], "owner": ann, "members": [ann, bob]}),
        json!({"id": "2", "name": "Other", "size": 7, "limit": 5, "share": 2.5, "created": "2018-06-02T23:04:05Z",
               "tags": [], "members": [bob]}),
        json!({"id": "3", "name": null, "size": null, "limit": 1, "share": null, "tags": ["b"], "members": []}),
    ];
    let builder = Service::from_csdl("schemas/served.csdl");
    groups
        .into_iter()
        .fold(builder, |builder, group: Value| builder.insert("/groups", group))
        .start()
        .await
}

#[tokio::test]
async fn each_kind_of_expression_is_understood_by_a_service() {
    let service = service().await;
    let client = client(&service);
    let cases: Vec<(Filter<Group>, &[&str])> = vec![
        (Group::NAME.eq("O'Neil (x, y)"), &["1"]),
        (Group::NAME.is_null(), &["3"]),
        (Group::SIZE.gt(Group::LIMIT), &["2"]),
        (Group::SIZE.is_in([2, 7]), &["1", "2"]),
        (Group::SIZE.is_one_of([2, 3]).not(), &["2", "3"]),
        (Group::SIZE.mul(2).sub(1).eq(3), &["1"]),
        (Group::SIZE.add(Group::LIMIT).modulo(7).eq(0), &["1"]),
        (Group::SIZE.sub(Group::LIMIT.sub(1)).eq(3), &["2"]),
        (Group::SIZE.div_by(2).eq(3.5), &["2"]),
        (Group::SIZE.neg().lt(-5), &["2"]),
        (
            Group::SHARE.round().eq(0.0).or(Group::SHARE.ceiling().eq(3.0)),
            &["1", "2"],
        ),
        (
            Group::NAME.contains("(x, y").and(Group::NAME.starts_with("O'")),
            &["1"],
        ),
        (
            Group::NAME.length().eq(5).and(Group::NAME.to_upper().eq("OTHER")),
            &["2"],
        ),
        (Group::NAME.index_of("the").eq(1), &["2"]),
        (Group::NAME.substring_of(1, 3).concat("!").eq("the!"), &["2"]),
        (
            Group::CREATED.year().eq(2017).and(Group::CREATED.hour().eq(3)),
            &["1"],
        ),
        (
            Group::CREATED.month().eq(6).and(Group::CREATED.day().lt(3)),
            &["2"],
        ),
        (Group::TAGS.any(|tag| tag.eq("b")), &["1", "3"]),
        (Group::TAGS.all(|tag| tag.eq("b")), &["2", "3"]),
        (Group::TAGS.has_any().not(), &["2"]),
        (Group::TAGS.count().ge(2), &["1"]),
        (
            Group::MEMBERS.any(|user| user.then(User::CITY).eq("Oslo")),
            &["1", "2"],
        ),
        (
            Group::MEMBERS.any(|user| user.then(User::AGE).gt(Group::LIMIT).and(Group::TAGS.has_any())),
            &["1"],
        ),
        (
            Group::MEMBERS.any(|user| user.then(User::MANAGER).then(User::CITY).eq("Rome")),
            &["1"],
        ),
        (
            Group::MEMBERS.any(|user| Group::TAGS.any(|tag| tag.ne(user.then(User::CITY)))),
            &["1"],
        ),
        (Group::MEMBERS.count().eq(1), &["2"]),
        (Group::OWNER.then(User::CITY).eq("Bonn"), &["1"]),
    ];
    for (filter, expected) in cases {
        let text = filter.as_str().unwrap().to_owned();
        let page = client
            .send(
                Group::collection()
                    .list()
                    .filter(filter)
                    .select(Group::ID)
                    .order_by(Group::ID),
            )
            .await
            .unwrap_or_else(|error| panic!("{text}: {error}"));
        let ids: Vec<_> = page.value.iter().map(|group| &*group.id).collect();
        assert_eq!(ids, expected, "{text}");
    }
}

#[tokio::test]
async fn a_service_refuses_what_types_would_have_refused() {
    let service = service().await;
    let client = client(&service);
    for text in [
        "tags/any(x:y eq 'a')",
        "tags/any(x:x eq 1)",
        "tags/any(x:x/city eq 'a')",
        "name/any(x:x eq 'a')",
        "tags/all()",
        "members/any(x:x/tags/any(x:x eq 'a'))",
        "members/any(x:x/nope eq 'a')",
        "name add 1 eq 2",
        "year(name) eq 2017",
        "length(size) eq 2",
        "size/$count eq 1",
        "tags/any(x x eq 'a')",
    ] {
        let request = Group::collection().list().filter(Filter::raw(text));
        let error = client.send(request).await.unwrap_err();
        assert!(
            matches!(&error, Error::Service(error) if error.status() == 400),
            "{text}: {error:?}"
        );
    }
}

#[tokio::test]
async fn an_expansion_is_answered_as_it_was_asked() {
    let service = service().await;
    let client = client(&service);
    let members = Group::MEMBERS
        .expand()
        .select(User::ID)
        .filter(User::AGE.gt(10))
        .order_by(User::AGE)
        .top(1)
        .count()
        .expand(User::MANAGER.expand().select(User::CITY));
    let request = Group::path("1")
        .get()
        .select(Group::ID)
        .expand((members, Group::OWNER));
    let group = client.send(request).await.unwrap();
    let members = group.members.unwrap();
    assert_eq!(members.count, Some(2));
    assert_eq!(members.value.len(), 1);
    assert_eq!((&*members[0].id, &members[0].city), ("bob", &None));
    assert_eq!(
        (group.name, group.owner.unwrap().city.as_deref()),
        (None, Some("Bonn"))
    );

    let owner = Group::OWNER.expand().expand(User::MANAGER.expand().levels(2));
    let group = client.send(Group::path("1").get().expand(owner)).await.unwrap();
    let manager = group.owner.unwrap().manager.unwrap();
    assert_eq!((&*manager.id, &*manager.manager.unwrap().id), ("eve", "zoe"));
}

#[tokio::test]
async fn all_fields_are_asked_for_and_no_others() {
    let service = service().await;
    let client = client(&service);
    let group = client.send(Group::path("1").get().select_fields()).await.unwrap();
    assert_eq!(group.members.unwrap().len(), 2);
    assert_eq!(group.owner.unwrap().manager, None);
}

#[tokio::test]
async fn a_projection_is_what_is_read() {
    let service = service().await;
    let client = client(&service);
    let summary = client.send(Group::path("1").get_as::<Summary>()).await.unwrap();
    let city = |city: &str| Member {
        city: Some(city.to_owned()),
    };
    assert_eq!(
        summary,
        Summary {
            id: "1".to_owned(),
            size: Some(2),
            members: Some(vec![city("Bonn"), city("Oslo")]),
            owner: Some(Box::new(city("Bonn"))),
        }
    );
    let request = Group::collection()
        .list_as::<Summary>()
        .filter(Group::LIMIT.eq(5))
        .order_by(Group::SIZE.desc());
    let page = client.send(request).await.unwrap();
    let ids: Vec<_> = page.value.iter().map(|summary| &*summary.id).collect();
    assert_eq!(ids, ["2", "1"]);
    let request = Group::collection()
        .list_as::<Summary>()
        .order_by(Group::ID.desc());
    let first = client.items(request).try_next().await.unwrap();
    assert_eq!(first.map(|summary| summary.id).as_deref(), Some("3"));
    let sent = service.requests().last().map(|request| request.target.clone());
    assert!(
        sent.is_some_and(|sent| sent.contains("$select=id,size&$expand=")),
        "the fields are selected"
    );
}
