//! `$ref` at a service: which entities a navigation property refers to, changed and followed. The service is as strict as Microsoft
//! Graph: where that deletes a member itself, this does too.

mod common;

use common::sent::{Answer, ids, send};
use odata_entity::{Client, Entity, FixedToken};
use odata_entity_testing::{EntityType, Property, Service};
use serde_json::{Value, json};

const CLUB: &str = "schemas/club.csdl";

fn club() -> Service {
    Service::from_csdl(CLUB)
        .insert("/people/ann", json!({"name": "Ann", "level": 1}))
        .insert(
            "/people/bob",
            json!({"@odata.type": "#club.guest", "name": "Bob", "level": 2}),
        )
        .insert("/people/a%2Fb", json!({"name": "Slash"}))
        .insert("/groups/g", json!({"title": "G"}))
        .insert("/groups/h", json!({"title": "H"}))
        .start_blocking()
}

/// The body of a reference.
fn to(service: &Service, path: &str) -> Value {
    json!({"@odata.id": format!("{}{path}", service.base_url())})
}

fn post(service: &Service, path: &str, body: Value) -> Answer {
    send(service, "POST", path).json(body).answer()
}

fn add(service: &Service, member: &str) -> u16 {
    post(service, "/groups/g/members/$ref", to(service, member)).status
}

fn members(service: &Service) -> Vec<String> {
    let page = send(service, "GET", "/groups/g/members").answer().json();
    ids(&page).into_iter().map(ToOwned::to_owned).collect()
}

#[test]
fn a_member_is_added_once_and_removed_by_its_key_or_by_its_id() {
    let service = club();
    for person in ["/people/ann", "/people/bob", "/people/a%2Fb", "/groups/h"] {
        assert_eq!(add(&service, person), 204, "{person}");
    }
    assert_eq!(members(&service), ["ann", "bob", "a/b", "h"]);
    // Where OData has 204, Graph answers 400.
    let again = post(&service, "/groups/g/members/$ref", to(&service, "/people('ann')"));
    assert_eq!(again.status, 400);
    assert!(again.message().contains("already exist"), "{}", again.message());

    let delete = |path: &str| send(&service, "DELETE", path).status();
    assert_eq!(delete("/groups/g/members/ann/$ref"), 204);
    assert_eq!(delete("/groups/g/members/ann/$ref"), 404);
    assert_eq!(delete("/groups/g/members/a%2Fb/$ref"), 204);
    let id = format!("{}/people/bob", service.base_url()).replace(':', "%3A");
    assert_eq!(delete(&format!("/groups/g/members/$ref?$id={id}")), 204);
    assert_eq!(delete(&format!("/groups/g/members/$ref?$id={id}")), 404);
    assert_eq!(members(&service), ["h"]);
    // In 4.01 this removes all.
    assert_eq!(delete("/groups/g/members/$ref"), 400);
    assert_eq!(members(&service), ["h"]);
    // Nobody was deleted.
    assert_eq!(service.entities("/people").len(), 3);
}

#[test]
fn a_delete_without_ref_deletes_the_member_itself() {
    let service = club();
    assert_eq!(add(&service, "/people/ann"), 204);
    assert_eq!(add(&service, "/people/bob"), 204);
    assert_eq!(send(&service, "DELETE", "/groups/g/members/ann").status(), 204);
    assert_eq!(service.entity("/people/ann"), None);
    // A link that leads nowhere is none.
    assert_eq!(members(&service), ["bob"]);
    assert_eq!(
        send(&service, "GET", "/groups/g/members/$count").answer().body,
        b"1"
    );
    let listed = send(&service, "GET", "/groups/g/members/$ref").answer().json();
    assert_eq!(listed["value"], json!([to(&service, "/people/bob")]));
}

#[test]
fn what_is_no_reference_to_such_an_entity_is_refused() {
    let service = club();
    let base = service.base_url().to_owned();
    for (body, status) in [
        (json!({}), 400),
        (json!({"@odata.id": ""}), 400),
        (json!({"@odata.id": 5}), 400),
        (json!({"@odata.id": "/people/ann"}), 400),
        (json!({"@odata.id": "people/ann"}), 400),
        (
            json!({"@odata.id": "https://elsewhere.example/v1.0/people/ann"}),
            400,
        ),
        (json!({"@odata.id": format!("{base}/people")}), 400),
        (json!({"@odata.id": format!("{base}/people/nobody")}), 404),
        (json!({"@odata.id": format!("{base}/nothing/at/all")}), 404),
        (json!({"@odata.id": format!("{base}/groups/h"), "id": "h"}), 400),
        // Not a person.
        (json!({"@odata.id": format!("{base}/groups/h")}), 400),
    ] {
        let answer = post(&service, "/groups/g/owners/$ref", body.clone());
        assert_eq!(answer.status, status, "{body}: {}", answer.message());
    }
    for (method, path, status) in [
        ("POST", "/groups/none/members/$ref", 404),
        ("POST", "/groups/g/title/$ref", 404),
        ("POST", "/groups/$ref", 404),
        ("PUT", "/groups/g/members/$ref", 405),
        ("PATCH", "/groups/g/members/$ref", 405),
        ("POST", "/people/bob/manager/$ref", 405),
        ("DELETE", "/people/ann/$ref", 404),
        ("POST", "/groups/g/members", 400),
    ] {
        let body = to(&service, "/people/ann");
        assert_eq!(
            send(&service, method, path).json(body).status(),
            status,
            "{method} {path}"
        );
    }
    assert!(members(&service).is_empty());
}

#[test]
fn a_single_reference_is_set_read_and_cleared() {
    let service = club();
    let manager = "/people/bob/manager";
    let reference = &format!("{manager}/$ref");
    assert_eq!(send(&service, "GET", manager).status(), 204);
    assert_eq!(send(&service, "GET", reference).status(), 204);
    assert_eq!(send(&service, "DELETE", reference).status(), 404);
    let put = |path: &str| send(&service, "PUT", reference).json(to(&service, path)).status();
    assert_eq!(put("/people/a%2Fb"), 204);
    assert_eq!(put("/people/ann"), 204);
    assert_eq!(send(&service, "GET", manager).answer().json()["name"], "Ann");
    let read = send(&service, "GET", reference).answer().json();
    assert_eq!(read["@odata.id"], to(&service, "/people/ann")["@odata.id"]);
    // On from there, and back to a circle.
    assert_eq!(send(&service, "GET", "/people/bob/manager/manager").status(), 204);
    let circle = send(&service, "PUT", "/people/ann/manager/$ref").json(to(&service, "/people/bob"));
    assert_eq!(circle.status(), 204);
    let path = "/people/bob/manager/manager/manager?$expand=manager($expand=manager($levels=2))";
    let ann = send(&service, "GET", path).answer().json();
    assert_eq!(
        (&ann["id"], &ann["manager"]["manager"]["id"]),
        (&json!("ann"), &json!("ann"))
    );
    assert_eq!(send(&service, "DELETE", reference).status(), 204);
    assert_eq!(send(&service, "GET", manager).status(), 204);
    // One that cannot be null is changed, not cleared.
    let sponsor = "/people/bob/sponsor/$ref";
    assert_eq!(
        send(&service, "PUT", sponsor)
            .json(to(&service, "/groups/g"))
            .status(),
        204
    );
    assert_eq!(send(&service, "DELETE", sponsor).status(), 400);
}

/// Nothing is put where no path would find it again.
#[test]
fn an_entity_is_created_in_its_set_and_not_behind_a_reference() {
    let service = Service::from_csdl(CLUB)
        .insert("/people/bob", json!({}))
        .upserts()
        .start_blocking();
    let patched = send(&service, "PATCH", "/people/bob/manager").json(json!({"name": "M"}));
    assert_eq!(patched.status(), 404);
    for path in [
        "/people/bob/manager",
        "/people/bob/reports",
        "/people/bob/reports/x",
    ] {
        assert!(service.insert(path, json!({"name": "M"})).is_err(), "{path}");
    }
    assert_eq!(service.entities("/people").len(), 1);
}

#[test]
fn bindings_are_references() {
    let service = club();
    let url = |path: &str| format!("{}{path}", service.base_url());
    let body = json!({"members@odata.bind": [url("/people/ann"), url("/people/bob")]});
    assert_eq!(send(&service, "PATCH", "/groups/g").json(body).status(), 200);
    let body = json!({"members@odata.bind": [url("/people/bob"), url("/groups/h")]});
    assert_eq!(send(&service, "PATCH", "/groups/g").json(body).status(), 200);
    assert_eq!(members(&service), ["ann", "bob", "h"]);
    // Over another link, which may end while this does not.
    let body = json!({"manager@odata.bind": url("/groups/g/members/ann")});
    assert_eq!(send(&service, "PATCH", "/people/bob").json(body).status(), 200);
    assert_eq!(
        send(&service, "DELETE", "/groups/g/members/ann/$ref").status(),
        204
    );
    assert_eq!(
        send(&service, "GET", "/people/bob/manager").answer().json()["id"],
        "ann"
    );
    let body = json!({"manager@odata.bind": null});
    assert_eq!(send(&service, "PATCH", "/people/bob").json(body).status(), 200);
    assert_eq!(send(&service, "GET", "/people/bob/manager").status(), 204);
}

#[test]
fn what_is_referred_to_is_queried_and_changed_like_its_set() {
    let service = club();
    for person in ["/people/ann", "/people/bob", "/groups/h"] {
        assert_eq!(add(&service, person), 204);
    }
    let get = |target: &str| send(&service, "GET", target).answer();
    let found = get("/groups/g/members/club.person?$filter=level%20gt%201&$count=true").json();
    assert_eq!((ids(&found), &found["@odata.count"]), (vec!["bob"], &json!(1)));
    assert_eq!(get("/groups/g/members/club.person/$count").body, b"2");
    assert_eq!(get("/groups/g/members/ann").json()["name"], "Ann");
    assert_eq!(get("/groups/g/members/club.guest/ann").status, 404);
    assert_eq!(get("/groups/g/members/a%2Fb").status, 404);
    assert_eq!(get("/groups/g/members('bob')/club.guest").json()["name"], "Bob");
    let changed = send(&service, "PATCH", "/groups/g/members/ann").json(json!({"level": 9}));
    assert_eq!(changed.status(), 200);
    assert_eq!(service.entity("/people/ann").unwrap()["level"], 9);
    let group = get("/groups/g?$expand=members($orderby=id%20desc;$top=2;$count=true)").json();
    assert_eq!(group["members"][0]["@odata.type"], "#club.group");
    assert_eq!(
        (&group["members"][1]["name"], &group["members@odata.count"]),
        (&json!("Bob"), &json!(3))
    );
    // Where the metadata has the set, an entity can be created behind the property.
    let created = post(&service, "/people/ann/reports", json!({"name": "New"}));
    assert_eq!(created.status, 201, "{}", created.message());
    let reports = get("/people/ann/reports").json();
    assert_eq!(reports["value"][0]["name"], "New");
    assert!(created.header("location").unwrap().contains("/people/"));
}

#[test]
fn declared_types_have_references_too() {
    let person = EntityType::new("n.person")
        .key("id")
        .property(Property::string("name"));
    let line = EntityType::new("n.line")
        .key("id")
        .property(Property::string("text"));
    let group = EntityType::new("n.group")
        .key("id")
        .property(Property::navigation("members", person.clone()).collection())
        .property(Property::navigation("lines", line).collection().contained());
    let service = Service::builder()
        .entity_set("/people", person)
        .entity_set("/groups", group)
        .insert("/people/p", json!({"name": "P"}))
        .insert("/groups/g", json!({}))
        .insert("/groups/g/lines/l", json!({"text": "t"}))
        .start_blocking();
    let added = post(&service, "/groups/g/members/$ref", to(&service, "/people/p"));
    assert_eq!(added.status, 204);
    assert_eq!(members(&service), ["p"]);
    assert_eq!(service.entities("/groups/g/lines")[0]["text"], "t");
    assert_eq!(service.entities("/groups/g/members")[0]["name"], "P");
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "club.person", path = "/people/{id}", schema = "schemas/club.csdl")]
struct Person {
    #[odata(key)]
    id: String,
    #[odata(non_nullable)]
    name: Option<String>,
    #[odata(navigation)]
    manager: Option<Box<Person>>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "club.object", is_base, schema = "schemas/club.csdl")]
struct Object {
    #[odata(key)]
    id: String,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "club.group", path = "/groups/{id}", schema = "schemas/club.csdl")]
struct Group {
    #[odata(key)]
    id: String,
    title: Option<String>,
    #[odata(navigation)]
    members: Option<Vec<Object>>,
}

#[tokio::test]
async fn the_client_s_calls_change_references_and_delete_nobody() {
    let service = club();
    let client = Client::new(service.base_url(), FixedToken::new(service.token())).unwrap();
    let members = || Group::path("g").to(Group::MEMBERS);
    for key in ["ann", "a/b"] {
        client.send(members().add_ref(&Person::path(key))).await.unwrap();
    }
    let error = client
        .send(members().add_ref(&Person::path("ann")))
        .await
        .unwrap_err();
    assert!(error.to_string().contains("already exist"), "{error}");
    assert_eq!(client.send(members().count()).await.unwrap(), 2);
    client
        .send(members().remove_ref(&Person::path("ann")))
        .await
        .unwrap();
    let page = client.send(members().list()).await.unwrap();
    assert_eq!(
        page.value
            .iter()
            .map(|object| object.id.as_str())
            .collect::<Vec<_>>(),
        ["a/b"]
    );

    let manager = || Person::path("bob").to(Person::MANAGER);
    client
        .send(manager().set_ref(&Person::path("ann")))
        .await
        .unwrap();
    assert_eq!(
        client.send(manager().get()).await.unwrap().name.as_deref(),
        Some("Ann")
    );
    client.send(manager().clear_ref()).await.unwrap();

    assert_eq!(service.entities("/people").len(), 3);
    let deleting = service
        .requests()
        .into_iter()
        .filter(|sent| sent.method == "DELETE");
    assert!(
        deleting
            .inspect(|sent| assert!(sent.path().ends_with("/$ref"), "{sent:?}"))
            .count()
            == 2
    );
}
