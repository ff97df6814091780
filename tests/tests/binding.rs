//! Bodies that bind: relations to entities that exist already, in creates and in updates.

use std::sync::Arc;

use odata_entity::profile::graph;
use odata_entity::{
    Client, CreateBody, Entity, Error, FixedToken, Patch, Profile, TypeTag, Unrepresentable, batch::Batch,
};
use odata_entity_testing::{EntityType, Property, Service};
use serde_json::{Value, json};

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "n.user", path = "/users/{userId}")]
struct User {
    #[odata(key)]
    id: Option<String>,
    name: Option<String>,
}

/// One of the entities that are created together with a group.
#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "n.membership")]
struct Membership {
    #[odata(key)]
    id: Option<String>,
    role: Option<String>,
    #[serde(rename = "user@odata.bind")]
    #[odata(annotation, immutable)]
    user_bind: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.group", path = "/groups/{groupId}")]
struct Group {
    #[odata(key)]
    id: Option<String>,
    #[odata(navigation, deep)]
    memberships: Option<Vec<Membership>>,
    display_name: Option<String>,
    #[odata(navigation(deep))]
    lead: Option<Box<User>>,
    #[odata(navigation)]
    owners: Option<Vec<User>>,
    #[odata(navigation)]
    manager: Option<User>,
    #[odata(navigation, non_nullable)]
    site: Option<User>,
    #[serde(rename = "@n.source")]
    #[odata(immutable, annotation)]
    source: Option<String>,
}

const BASE: &str = "https://x/v1.0";
const GRAPH: &str = "https://graph.microsoft.com/v1.0";

fn operations() -> Group {
    Group {
        display_name: Some("Operations".to_owned()),
        ..Group::default()
    }
}

fn text(request: Result<http::Request<Vec<u8>>, Error>) -> String {
    String::from_utf8(request.unwrap().into_body()).unwrap()
}

#[track_caller]
fn refused(request: Result<http::Request<Vec<u8>>, Error>, member: &str, reason: &str) {
    let error = request.unwrap_err();
    let Error::Member { property, .. } = &error else {
        panic!("{error}");
    };
    assert_eq!(property, member);
    assert!(error.to_string().contains(reason), "{error}");
}

async fn service() -> (Service, Client) {
    let user = EntityType::new("n.user")
        .key("id")
        .property(Property::string("name"));
    let membership = EntityType::new("n.membership")
        .key("id")
        .property(Property::string("role"))
        .property(Property::navigation("user", user.clone()));
    let group = EntityType::new("n.group")
        .key("id")
        .property(Property::string("displayName"))
        .property(Property::navigation("memberships", membership).collection())
        .property(Property::navigation("owners", user.clone()).collection())
        .property(Property::navigation("manager", user.clone()))
        .property(Property::navigation("site", user.clone()).non_nullable())
        .property(Property::navigation("lead", user.clone()));
    let service = Service::builder()
        .entity_set("/users", user)
        .entity_set("/groups", group)
        .insert("/users/u1", json!({}))
        .insert("/users/u2", json!({}))
        .start()
        .await;
    let client = Client::new(service.base_url(), FixedToken::new(service.token())).unwrap();
    (service, client)
}

#[tokio::test]
async fn a_create_binds() {
    let (service, client) = service().await;
    let group = Group {
        memberships: Some(vec![Membership {
            role: Some("guest".to_owned()),
            user_bind: Some(format!("{}/users/u2", service.base_url())),
            ..Membership::default()
        }]),
        source: Some("import".to_owned()),
        ..operations()
    };
    let body = group
        .to_create()
        .bind(Group::OWNERS, &User::path("u1"))
        .bind(Group::OWNERS, &User::path("u2"))
        .bind(Group::MANAGER, &User::path("u2"));
    let created = client.send(Group::collection().create(&body)).await.unwrap();
    let id = created.into_entity().and_then(|group| group.id).unwrap();
    let stored = service.entity(&format!("/groups/{id}")).unwrap();
    let user = |id: &str| json!(format!("{}/users/{id}", service.base_url()));
    assert_eq!(stored["displayName"], "Operations");
    assert_eq!(stored["owners@odata.bind"], json!([user("u1"), user("u2")]));
    assert_eq!(stored["manager@odata.bind"], user("u2"));
    assert_eq!(stored["memberships"][0]["user@odata.bind"], user("u2"));

    // The service looks at the links: one that leads nowhere creates nothing.
    let body = operations().clone();
    let body = body.to_create().bind(Group::OWNERS, &User::path("nobody"));
    let error = client.send(Group::collection().create(body)).await.unwrap_err();
    assert!(error.to_string().contains("does not exist"), "{error}");
}

#[test]
fn what_creates_is_the_entity_or_its_body() {
    let group = operations();
    let plain = text(Group::collection().create(&group).to_http(BASE));
    assert_eq!(
        plain,
        r##"{"@odata.type":"#n.group","displayName":"Operations"}"##
    );
    let (boxed, counted) = (Box::new(group.clone()), Arc::new(group.clone()));
    let body = group.to_create();
    for request in [
        Group::collection().create(&boxed),
        Group::collection().create(&counted),
        Group::collection().create(&body),
        Group::collection().create(body.clone()),
        Group::collection().create(CreateBody::new(&group)),
    ] {
        assert_eq!(text(request.to_http(BASE)), plain);
    }
}

#[test]
fn bindings_come_before_what_is_created_together() {
    let deep = |display_name: Option<&str>| Group {
        memberships: Some(vec![Membership::default()]),
        display_name: display_name.map(str::to_owned),
        lead: Some(Box::new(User::default())),
        ..Group::default()
    };
    let owners = r#""owners@odata.bind":["https://x/v1.0/users/a%2Fb"]"#;
    let user = User::path("a/b");
    let body = |group: &Group, tag: TypeTag| {
        let body = group.to_create().bind(Group::OWNERS, &user);
        text(Group::collection().create(body).type_tag(tag).to_http(BASE))
    };
    let rest = r##""memberships":[{"@odata.type":"#n.membership"}],"displayName":"x","lead":{"@odata.type":"#n.user"}"##;
    assert_eq!(
        body(&deep(Some("x")), TypeTag::Always),
        format!(r##"{{"@odata.type":"#n.group",{owners},{rest}}}"##)
    );
    // An entity inside keeps the tag that its own type asks for.
    assert_eq!(
        body(&deep(Some("x")), TypeTag::Never),
        format!("{{{owners},{rest}}}")
    );
    let last = Group {
        memberships: None,
        ..deep(Some("x"))
    };
    assert_eq!(
        body(&last, TypeTag::Never),
        format!(r##"{{"displayName":"x",{owners},"lead":{{"@odata.type":"#n.user"}}}}"##)
    );
    assert_eq!(body(&Group::default(), TypeTag::Never), format!("{{{owners}}}"));
    assert_eq!(
        body(&operations(), TypeTag::Never),
        format!(r#"{{"displayName":"Operations",{owners}}}"#)
    );
    let annotated = Group {
        source: Some("s".to_owned()),
        ..deep(None)
    };
    assert!(body(&annotated, TypeTag::Always).starts_with(&format!(
        r##"{{"@odata.type":"#n.group","@n.source":"s",{owners},"memberships""##
    )));
}

#[tokio::test]
async fn paths_of_a_collection_add_and_another_single_one_takes_the_place() {
    let (service, client) = service().await;
    service.insert("/groups/g", json!({})).unwrap();
    let path = Group::path("g");
    let users = [User::path("u1"), User::path("u2")];
    let user = |id: &str| json!(format!("{}/users/{id}", service.base_url()));

    let patch = Group::patch()
        .bind(Group::OWNERS, &users[0])
        .bind(Group::MANAGER, &users[0]);
    client.send(path.patch(&patch)).await.unwrap();
    // Adds to what is there, each link once, also by way of `merge`.
    let mut patch = Group::patch()
        .bind(Group::OWNERS, &users[0])
        .bind(Group::MANAGER, &users[0]);
    patch.merge(
        Group::patch()
            .bind(Group::OWNERS, &users[1])
            .bind(Group::OWNERS, &users[0])
            .bind(Group::MANAGER, &users[1]),
    );
    let sent: Value = serde_json::from_str(&text(path.patch(&patch).to_http(service.base_url()))).unwrap();
    assert_eq!(sent["owners@odata.bind"], json!([user("u1"), user("u2")]));
    client.send(path.patch(&patch)).await.unwrap();
    let stored = service.entity("/groups/g").unwrap();
    assert_eq!(stored["owners@odata.bind"], json!([user("u1"), user("u2")]));
    assert_eq!(stored["manager@odata.bind"], user("u2"));

    // In a batch as well.
    let mut batch = Batch::new();
    let added = batch.add(path.patch(&Group::patch().bind(Group::MANAGER, &users[0])));
    let mut results = client.send_batch(batch).await;
    results.take(added).unwrap();
    assert_eq!(
        service.entity("/groups/g").unwrap()["manager@odata.bind"],
        user("u1")
    );
}

#[tokio::test]
async fn unbinding_is_null_where_the_service_takes_it() {
    let (service, client) = service().await;
    service
        .insert("/groups/g", json!({"manager@odata.bind": "https://x/y"}))
        .unwrap();
    let patch = Group::patch().unbind(Group::MANAGER);
    assert!(!patch.is_empty());
    assert_eq!(
        text(
            Group::path("g")
                .patch(&patch)
                .type_tag(TypeTag::Never)
                .to_http(BASE)
        ),
        r#"{"manager@odata.bind":null}"#
    );
    client.send(Group::path("g").patch(&patch)).await.unwrap();
    assert_eq!(
        service.entity("/groups/g").unwrap()["manager@odata.bind"],
        Value::Null
    );

    // The later word counts.
    let bound = Group::patch()
        .unbind(Group::MANAGER)
        .bind(Group::MANAGER, &User::path("u"));
    assert!(text(Group::path("g").patch(&bound).to_http(BASE)).contains("/users/u"));
    let unbound = Group::patch()
        .bind(Group::MANAGER, &User::path("u"))
        .unbind(Group::MANAGER);
    assert!(text(Group::path("g").patch(&unbound).to_http(BASE)).contains(":null"));
}

#[tokio::test]
async fn unbinding_elsewhere_is_an_error_that_names_the_way() {
    let path = Group::path("g");
    let manager = Group::patch().unbind(Group::MANAGER);
    refused(
        path.patch(&manager).to_http(GRAPH),
        "manager",
        "`DELETE …/manager/$ref`",
    );
    refused(
        path.patch(&manager).to_http_for(BASE, &graph::profile()),
        "manager",
        "`DELETE …/manager/$ref`",
    );
    assert!(path.patch(&manager).to_http_for(GRAPH, &Profile::odata()).is_ok());
    refused(
        path.patch(&Group::patch().unbind(Group::SITE)).to_http(BASE),
        "site",
        "is not nullable",
    );
    // A client goes by its profile, in batches too.
    let (service, _) = service().await;
    let client = Client::builder(service.base_url(), FixedToken::new(service.token()))
        .profile(graph::profile())
        .build()
        .unwrap();
    let error = client.send(path.patch(&manager)).await.unwrap_err();
    assert!(matches!(error, Error::Member { .. }), "{error}");
    let mut batch = Batch::new();
    let handle = batch.add(path.patch(&manager));
    let mut results = client.send_batch(batch).await;
    let error = results.take(handle).unwrap_err();
    assert!(matches!(error, Error::Member { .. }), "{error}");
    assert!(service.requests().is_empty());
}

#[test]
fn a_request_has_no_more_links_than_its_service_takes() {
    let group = operations();
    for count in [20, 21] {
        let (mut patch, mut body) = (
            Group::patch().bind(Group::MANAGER, &User::path("m")),
            group.to_create().bind(Group::MANAGER, &User::path("m")),
        );
        for number in 1..count {
            let user = User::path(format!("u{number}"));
            patch = patch.bind(Group::OWNERS, &user);
            body = body.bind(Group::OWNERS, &user);
        }
        let requests = [Group::path("g").patch(&patch), Group::collection().create(body)];
        for request in requests {
            assert!(request.to_http(BASE).is_ok());
            if count == 20 {
                assert!(request.to_http(GRAPH).is_ok());
            } else {
                refused(
                    request.to_http(GRAPH),
                    "owners",
                    "21 links, and the service takes 20",
                );
            }
        }
    }
}

#[test]
fn one_relation_is_said_once() {
    let led = Group {
        lead: Some(Box::new(User::default())),
        memberships: Some(vec![Membership::default()]),
        ..Group::default()
    };
    let create = |body| Group::collection().create(body).to_http(BASE);
    refused(
        create(led.to_create().bind(Group::LEAD, &User::path("u"))),
        "lead",
        "keep one of the two",
    );
    // To a collection both can be added.
    assert!(create(led.to_create().bind(Group::MEMBERSHIPS, &User::path("u"))).is_ok());

    #[derive(Clone, Entity)]
    #[odata(type = "n.team", path = "/teams/{id}")]
    struct Team {
        #[odata(navigation)]
        template: Option<User>,
        #[serde(rename = "template@odata.bind")]
        #[odata(annotation)]
        template_bind: Option<String>,
    }
    let team = Team {
        template: None,
        template_bind: Some("https://x/t".to_owned()),
    };
    assert!(team.template.is_none());
    let body = team.to_create().bind(Team::TEMPLATE, &User::path("u"));
    refused(
        Team::collection().create(body).to_http(BASE),
        "template",
        "keep one of the two",
    );
    let patch = team.to_patch().bind(Team::TEMPLATE, &User::path("u"));
    refused(
        Team::path("1").patch(&patch).to_http(BASE),
        "template",
        "keep one of the two",
    );
}

#[test]
fn a_path_that_is_none_is_the_error_of_its_key() {
    let group = operations();
    let body = group.to_create().bind(Group::OWNERS, &User::path(".."));
    let error = Group::collection().create(body).to_http(BASE).unwrap_err();
    assert!(matches!(error, Error::Path(_)), "{error}");
}

#[test]
fn without_a_base_url_links_are_paths() {
    let group = operations();
    let body = group.to_create().bind(Group::MANAGER, &User::path("a b"));
    let json =
        r##"{"@odata.type":"#n.group","displayName":"Operations","manager@odata.bind":"/users/a%20b"}"##;
    assert_eq!(String::from_utf8(body.to_json().unwrap()).unwrap(), json);
    assert_eq!(serde_json::to_string(&body).unwrap(), json);
    assert_eq!(format!("{body:?}"), format!("CreateBody({json})"));
    let patch = operations().to_patch().bind(Group::MANAGER, &User::path("a b"));
    assert_eq!(String::from_utf8(patch.to_json().unwrap()).unwrap(), json);
    assert_eq!(serde_json::to_string(&patch).unwrap(), json);
    let unbound = Group::patch().unbind(Group::MANAGER);
    assert!(
        serde_json::to_string(&unbound)
            .unwrap()
            .contains(r#""manager@odata.bind":null"#)
    );
}

#[test]
fn an_annotation_of_create_bodies_is_in_no_other() {
    let group = Group {
        source: Some("import".to_owned()),
        ..operations()
    };
    let created = text(Group::collection().create(&group).to_http(BASE));
    assert_eq!(
        created,
        r##"{"@odata.type":"#n.group","@n.source":"import","displayName":"Operations"}"##
    );
    assert!(!text(Group::path("1").put(&group).to_http(BASE)).contains("@n.source"));
    assert!(!text(Group::path("1").patch(&group.to_patch()).to_http(BASE)).contains("@n.source"));
    // A difference in it cannot be expressed, as with every other immutable member.
    let diff = operations().diff(&group);
    let error = Group::path("1").patch(&diff).to_http(BASE).unwrap_err();
    assert!(
        matches!(&error, Error::Difference { property, reason: Unrepresentable::Immutable } if property == "@n.source"),
        "{error}"
    );
    assert!(operations().diff_lossy(&group).is_empty());
}

#[test]
fn what_the_base_type_leads_to_is_bound_by_the_derived_type() {
    #[derive(Clone, Entity)]
    #[odata(type = "n.team", path = "/teams/{id}")]
    struct Team {
        #[serde(flatten)]
        #[odata(base)]
        group: Group,
        topic: Option<String>,
    }
    let team = Team {
        group: operations(),
        topic: None,
    };
    let body = team.to_create().bind(Group::OWNERS.of(), &User::path("u"));
    assert_eq!(
        text(Team::collection().create(body).to_http(BASE)),
        r##"{"@odata.type":"#n.team","displayName":"Operations","owners@odata.bind":["https://x/v1.0/users/u"]}"##
    );
    // By either patch, and by both.
    let patch = Team::patch()
        .group(Group::patch().bind(Group::OWNERS, &User::path("a")))
        .bind(Group::OWNERS.of(), &User::path("b"));
    assert_eq!(
        text(
            Team::path("1")
                .patch(&patch)
                .type_tag(TypeTag::Never)
                .to_http(BASE)
        ),
        r#"{"owners@odata.bind":["https://x/v1.0/users/a","https://x/v1.0/users/b"]}"#
    );
}
