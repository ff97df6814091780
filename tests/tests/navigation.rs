//! From one entity to another: paths behind navigation properties, and `$ref`.

mod common;

use common::service::client;
use odata_entity::batch::Batch;
use odata_entity::{Entity, Error, Function, Page, Request, Single};
use odata_entity_testing::{Fault, Service};
use serde_json::{Value, json};

const BASE: &str = "https://graph.microsoft.com/v1.0";

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.user",
    path = "/users/{userId}",
    path(by_me = "/me"),
    path(by_upn = "/users('{upn}')")
)]
struct User {
    #[odata(key)]
    id: String,
    display_name: Option<String>,
    #[odata(navigation)]
    manager: Option<Box<DirectoryObject>>,
    #[odata(navigation)]
    member_of: Option<Vec<Group>>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(
    type = "microsoft.graph.directoryObject",
    is_base,
    path = "/directoryObjects/{id}"
)]
struct DirectoryObject {
    #[odata(key)]
    id: String,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "microsoft.graph.group", path = "/groups/{groupId}")]
struct Group {
    #[odata(key)]
    id: String,
    #[odata(navigation)]
    members: Option<Vec<DirectoryObject>>,
    #[odata(navigation)]
    orders: Option<Vec<Order>>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "shop.order", path = "/Orders({orderId: i32})")]
struct Order {
    #[odata(key)]
    id: i32,
}

#[derive(Debug, Function)]
#[odata(name = "delta", on(collection = User), returns = Page<User>)]
struct Delta;

/// Method and target, and the body if there is one.
fn sent<R>(request: &Request<R>) -> String {
    let http = request.to_http(BASE).unwrap();
    let target = http.uri().to_string();
    let target = target.strip_prefix(BASE).unwrap();
    let body = String::from_utf8(http.body().clone()).unwrap();
    format!("{} {target} {body}", http.method()).trim_end().to_owned()
}

#[test]
fn a_path_goes_on_from_one_entity_to_others() {
    let user = User::path("a b");
    assert_eq!(sent(&user.to(User::MANAGER).get()), "GET /users/a%20b/manager");
    assert_eq!(
        sent(&user.to(User::MEMBER_OF).list()),
        "GET /users/a%20b/memberOf"
    );
    let member = Group::path("g").to(Group::MEMBERS).key("u/1");
    assert_eq!(sent(&member.get()), "GET /groups/g/members/u%2F1");
    let manager = member.cast::<User>().to(User::MANAGER);
    assert_eq!(
        sent(&manager.get()),
        "GET /groups/g/members/u%2F1/microsoft.graph.user/manager"
    );
    assert_eq!(
        sent(
            &Group::path("g")
                .to(Group::MEMBERS)
                .cast::<User>()
                .list()
                .select(User::ID)
        ),
        "GET /groups/g/members/microsoft.graph.user?$select=id"
    );
    // The key is written as the target's own template has it.
    assert_eq!(
        sent(&Group::path("g").to(Group::ORDERS).key(5).get()),
        "GET /groups/g/orders(5)"
    );
    assert_eq!(sent(&User::collection().key("u").get()), "GET /users/u");
    assert_eq!(sent(&User::collection().count()), "GET /users/$count");
    let users = Group::path("g").to(Group::MEMBERS).cast::<User>();
    assert_eq!(
        sent(&users.call(&Delta)),
        "GET /groups/g/members/microsoft.graph.user/delta"
    );
    assert_eq!(
        users.key("u").get().template(),
        "/groups/{groupId}/members/microsoft.graph.user/{key}"
    );
}

#[test]
fn one_property_has_a_path() {
    let user = User::path("u");
    assert_eq!(
        sent(&user.get_property(User::DISPLAY_NAME)),
        "GET /users/u/displayName"
    );
    let name = user.property(User::DISPLAY_NAME);
    assert_eq!(sent(&name.delete()), "DELETE /users/u/displayName");
    assert_eq!(
        sent(&name.put::<()>(&json!({"value": "Ann"}))),
        r#"PUT /users/u/displayName {"value":"Ann"}"#
    );
}

#[test]
fn keys_obey_the_rules_of_paths() {
    for key in ["", "..", "$count"] {
        let error = User::collection().key(key).get().to_http(BASE).unwrap_err();
        assert!(
            matches!(&error, Error::Path(path) if path.placeholder() == "key"),
            "{error}"
        );
    }
    let error = User::path("")
        .to(User::MANAGER)
        .get_ref()
        .to_http(BASE)
        .unwrap_err();
    assert!(matches!(error, Error::Path(_)));
}

#[test]
fn relationships_are_changed_by_ref_alone_and_with_absolute_urls() {
    let members = Group::path("g").to(Group::MEMBERS);
    let user = User::path("u");
    let id = format!(r#"{{"@odata.id":"{BASE}/users/u"}}"#);
    // A user is a directory object: targets may be of a derived type.
    assert_eq!(
        sent(&members.add_ref(&user)),
        format!("POST /groups/g/members/$ref {id}")
    );
    assert_eq!(
        sent(&members.remove_ref(&user)),
        "DELETE /groups/g/members/u/$ref"
    );
    assert_eq!(sent(&members.refs()), "GET /groups/g/members/$ref");
    assert_eq!(
        sent(&members.remove_ref_by_id(&user)),
        "DELETE /groups/g/members/$ref?$id=https%3A%2F%2Fgraph.microsoft.com%2Fv1.0%2Fusers%2Fu"
    );
    let manager = user.to(User::MANAGER);
    assert_eq!(
        sent(&manager.set_ref(&User::path("boss"))),
        format!(r#"PUT /users/u/manager/$ref {{"@odata.id":"{BASE}/users/boss"}}"#)
    );
    assert_eq!(sent(&manager.clear_ref()), "DELETE /users/u/manager/$ref");
    assert_eq!(sent(&manager.get_ref()), "GET /users/u/manager/$ref");
    // Also as one of another type.
    assert_eq!(
        sent(&manager.cast::<User>().clear_ref()),
        "DELETE /users/u/manager/microsoft.graph.user/$ref"
    );
    for request in [members.remove_ref(&user), manager.clear_ref()] {
        assert!(request.is_repeatable());
    }
    assert!(!members.add_ref(&user).is_repeatable());
    let json = members.add_ref(&user).to_http(BASE).unwrap();
    assert_eq!(json.headers()["content-type"], "application/json");
}

#[test]
fn a_removal_from_a_collection_always_has_its_target() {
    let members = Group::path("g").to(Group::MEMBERS);
    let predicate = members.remove_ref(&User::by_upn("o'brien@x.y"));
    assert_eq!(
        sent(&predicate),
        "DELETE /groups/g/members('o%27%27brien%40x.y')/$ref"
    );
    assert_eq!(
        sent(&members.remove_ref(&Order::path(5))),
        "DELETE /groups/g/members(5)/$ref"
    );
    let from_member = User::collection().key("u");
    assert_eq!(
        sent(&members.remove_ref(&from_member)),
        "DELETE /groups/g/members/u/$ref"
    );
    // What has no key would be a removal of all, or of the wrong one.
    for target in [User::by_me(), User::by_me().cast::<User>()] {
        let error = members.remove_ref(&target).to_http(BASE).unwrap_err();
        assert!(error.to_string().contains("has no key at its end"), "{error}");
    }
    let manager = User::path("u").to(User::MANAGER);
    let error = members.remove_ref(&manager).to_http(BASE).unwrap_err();
    assert!(error.to_string().contains("has no key at its end"), "{error}");
    assert!(sent(&members.remove_ref_by_id(&User::by_me())).contains("$ref?$id="));
    // A key that no path can carry is an error of the target.
    for request in [
        members.remove_ref(&User::path("")),
        members.remove_ref_by_id(&User::path("")),
        members.add_ref(&User::path("")),
    ] {
        assert!(matches!(request.to_http(BASE), Err(Error::Path(error)) if error.placeholder() == "userId"));
    }
}

#[tokio::test]
async fn references_are_read_and_changed_over_http() {
    let service = Service::builder().start().await;
    let client = client(&service);
    let members = Group::path("g").to(Group::MEMBERS);
    let answer = |body: Value| {
        service.inject(
            Fault::status(200)
                .body("application/json", body.to_string())
                .once(),
        );
    };
    answer(
        json!({"value": [{"@odata.id": "https://graph.microsoft.com/v2/t/directoryObjects/a/X"}, {"@id": "b"}]}),
    );
    let refs = client.send(members.refs()).await.unwrap();
    assert_eq!(
        refs.value[0].id,
        "https://graph.microsoft.com/v2/t/directoryObjects/a/X"
    );
    assert!(
        refs.value[1].id.starts_with(service.base_url()),
        "relative ids are resolved"
    );
    assert!(!format!("{refs:?}").contains("directoryObjects"));
    for status in [204, 200] {
        service.inject(Fault::status(status).once());
        client.send(members.add_ref(&User::path("u"))).await.unwrap();
    }
    let sent = &service.requests()[1];
    let body: Value = serde_json::from_slice(&sent.body).unwrap();
    assert_eq!(
        body,
        json!({"@odata.id": format!("{}/users/u", service.base_url())})
    );
    service.inject(Fault::status(204).once());
    assert_eq!(
        client
            .send(User::path("u").to(User::MANAGER).get_ref())
            .await
            .unwrap(),
        None
    );
    service.inject(Fault::status(204).once());
    client
        .send(User::path("u").to(User::MANAGER).clear_ref())
        .await
        .unwrap();
    answer(json!({"@odata.context": "x", "value": "Ann"}));
    let Single(name) = client
        .send(User::path("u").get_property(User::DISPLAY_NAME))
        .await
        .unwrap();
    assert_eq!(name, "Ann");
    service.inject(Fault::status(200).body("text/plain", "3").once());
    assert_eq!(client.send(User::collection().count()).await.unwrap(), 3);

    let mut batch = Batch::new();
    let added = batch.add(members.add_ref(&User::path("u")));
    let mut results = client.send_batch(batch).await;
    assert!(results.take(added).is_err(), "the service has no such set");
    let last = service.requests().pop().unwrap();
    let sent: Value = serde_json::from_slice(&last.body).unwrap();
    assert_eq!(sent["requests"][0]["url"], "groups/g/members/$ref");
    assert_eq!(
        sent["requests"][0]["body"]["@odata.id"],
        format!("{}/users/u", service.base_url())
    );
}
