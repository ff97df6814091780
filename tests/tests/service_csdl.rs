//! A service that is declared by its metadata: what the metadata has is enforced, and nothing is declared twice.

mod common;

use common::sent::send;
use odata_entity_needs::{needed, needs};
use odata_entity_testing::{Service, UpdateAnswer};
use serde_json::{Value, json};

const CLUB: &str = "schemas/club.csdl";

fn club() -> Service {
    Service::from_csdl(CLUB)
        .insert("/people/ann", json!({"name": "Ann", "state": "active"}))
        .insert(
            "/people/bob",
            json!({"@odata.type": "#club.guest", "host": "Ann", "seat": 4}),
        )
        .start_blocking()
}

fn patch(service: &Service, body: Value) -> (u16, String) {
    let answer = send(service, "PATCH", "/people/ann").json(body).answer();
    let message = if answer.status < 300 {
        String::new()
    } else {
        answer.message()
    };
    (answer.status, message)
}

#[test]
fn what_the_types_do_not_have_is_refused() {
    let service = club();
    for (body, reason) in [
        (
            json!({"nam": "A"}),
            "The property 'nam' does not exist on type 'club.person'.",
        ),
        (json!({"name": null}), "cannot be null"),
        (json!({"level": "1"}), "Edm.Int32"),
        (json!({"level": null}), "cannot be null"),
        (json!({"state": "awake"}), "'awake' was not found in 'club.state'"),
        (json!({"rights": "read,delete"}), "not found in 'club.rights'"),
        (json!({"phone": 5}), "Edm.String"),
        (json!({"tags": null}), "cannot be null"),
        (
            json!({"home": {"town": "X"}}),
            "'town' does not exist on type 'club.address'",
        ),
        (json!({"home": {"city": null}}), "cannot be null"),
        (json!({"badges": [{"title": "x"}]}), "is abstract"),
        (
            json!({"badges": [{"@odata.type": "#club.address"}]}),
            "is not 'club.badge'",
        ),
        (json!({"created": "2026-01-01T00:00:00Z"}), "is read-only"),
        (json!({"origin": "here"}), "cannot be changed"),
        (json!({"id": "other"}), "is the key"),
        (json!({"host": "Ann"}), "does not exist on type 'club.person'"),
        (json!({"photo": "x"}), "Edm.Stream"),
        (json!({"manager": {"name": "x"}}), "navigation property"),
    ] {
        let (status, message) = patch(&service, body.clone());
        assert!(
            status == 400 && message.contains(reason),
            "{body}: {status} {message}"
        );
    }
    assert_eq!(service.entity("/people/ann").unwrap()["name"], "Ann");
}

#[test]
fn what_the_types_have_is_taken() {
    let service = club();
    for body in [
        json!({"name": "Anna", "level": 5, "rights": "read,write", "phone": "+1"}),
        json!({"home": {"city": "Bern", "before": {"city": "Rome", "before": {"city": "Oslo"}}}}),
        json!({"badges": [{"@odata.type": "#club.medal", "title": "m", "year": 2026}]}),
        json!({"extra": {"anything": [1]}, "tags": ["a"], "home": null, "state": "retired"}),
        json!({"circle": {"inside": {"inside": null}}}),
    ] {
        assert_eq!(patch(&service, body.clone()), (200, String::new()), "{body}");
    }
    let answer = send(&service, "PATCH", "/people/bob").json(json!({"seat": null, "row": 1}));
    assert_eq!(answer.status(), 200);
    let bob = service.entity("/people/bob").unwrap();
    assert!(bob.get("seat").is_none() && bob["row"] == 1 && bob["host"] == "Ann");
}

#[test]
fn defaults_and_members_of_enumerations_are_those_of_the_metadata() {
    let service = club();
    let bob = service.entity("/people/bob").unwrap();
    assert_eq!(
        (&bob["name"], &bob["level"], &bob["state"]),
        (&json!("nobody"), &json!(3), &json!("active"))
    );
    // Behind the sentinel are members that a client sees on request only.
    assert_eq!(patch(&service, json!({"state": "retired"})).0, 200);
    assert_eq!(
        send(&service, "GET", "/people/ann").answer().json()["state"],
        "unknownFutureValue"
    );
    let request = send(&service, "GET", "/people/ann").header("Prefer", "include-unknown-enum-members");
    assert_eq!(request.answer().json()["state"], "retired");
}

#[test]
fn keys_are_made_by_the_service_or_given_where_the_metadata_has_it() {
    let service = club();
    let post = |path: &str, body: Value| send(&service, "POST", path).json(body).status();
    assert_eq!(post("/people", json!({"name": "C"})), 201);
    assert_eq!(post("/people", json!({"id": "c", "name": "C"})), 400);
    assert_eq!(
        post("/seats", json!({"row": "A", "number": 1, "price": 2.5})),
        201
    );
    assert_eq!(
        post("/seats", json!({"row": "A", "number": 1, "price": 2.5})),
        409
    );
    assert_eq!(post("/rooms", json!({"code": "r1", "seats": 4})), 201);
    assert_eq!(send(&service, "GET", "/seats(row='A',number=1)").status(), 200);
    assert_eq!(send(&service, "GET", "/seats(row='A')").status(), 400);
    // `Core.OptimisticConcurrency`.
    assert_eq!(
        send(&service, "PATCH", "/rooms/r1")
            .json(json!({"seats": 5}))
            .status(),
        428
    );
}

#[test]
fn what_is_contained_is_below_its_owner_and_ends_with_it() {
    let service = club();
    let post = |path: &str, body: Value| send(&service, "POST", path).json(body).answer();
    let note = post("/people/ann/notes", json!({"text": "one"}));
    assert_eq!(note.status, 201, "{}", note.message());
    let number = note.json()["number"].clone();
    let path = format!("/people/ann/notes/{number}");
    assert!(note.header("location").unwrap().ends_with(&path));
    assert_eq!(
        post(&format!("{path}/answers"), json!({"text": "two"})).status,
        201
    );
    assert_eq!(post("/people/nobody/notes", json!({"text": "x"})).status, 404);
    assert_eq!(post("/people/ann/notes", json!({"txt": "x"})).status, 400);
    assert_eq!(
        send(&service, "GET", "/people/ann/notes/$count").answer().body,
        b"1"
    );
    assert_eq!(
        send(&service, "GET", &format!("{path}/answers/$count"))
            .answer()
            .body,
        b"1"
    );
    assert_eq!(
        send(&service, "GET", "/people/bob/notes/$count").answer().body,
        b"0"
    );
    assert_eq!(
        send(&service, "PATCH", &path).json(json!({"text": "1"})).status(),
        200
    );
    let query = "?$filter=text%20eq%20'1'&$select=text";
    let found = send(&service, "GET", &format!("/people/ann/notes{query}"))
        .answer()
        .json();
    assert_eq!(found["value"].as_array().unwrap().len(), 1);
    // A single one is null until it is put there.
    assert_eq!(send(&service, "GET", "/people/ann/profile").status(), 204);
    service
        .insert("/people/ann/profile", json!({"motto": "m"}))
        .unwrap();
    assert_eq!(
        send(&service, "GET", "/people/ann/profile").answer().json()["motto"],
        "m"
    );
    assert_eq!(send(&service, "DELETE", "/people/ann/profile").status(), 204);
    assert_eq!(send(&service, "GET", "/people/ann/profile").status(), 204);
    assert_eq!(send(&service, "DELETE", "/people/ann/profile").status(), 404);
    assert_eq!(send(&service, "DELETE", "/me").status(), 405);
    service
        .insert("/people/ann/profile", json!({"motto": "m"}))
        .unwrap();
    let expand = "/people/ann?$expand=notes($expand=answers;$count=true),profile";
    let ann = send(&service, "GET", expand).answer().json();
    assert_eq!(ann["notes"][0]["answers"][0]["text"], "two");
    assert_eq!(
        (&ann["notes@odata.count"], &ann["profile"]["motto"]),
        (&json!(1), &json!("m"))
    );

    assert_eq!(send(&service, "GET", "/people/ann/notes/$ref").status(), 400);
    assert_eq!(send(&service, "DELETE", "/people/ann").status(), 204);
    service.insert("/people/ann", json!({})).unwrap();
    assert_eq!(
        send(&service, "GET", "/people/ann/notes/$count").answer().body,
        b"0"
    );
    assert_eq!(send(&service, "GET", &format!("{path}/answers")).status(), 404);
}

#[test]
fn related_entities_in_a_create_body_are_put_where_they_are_stored() {
    let service = club();
    let body = json!({
        "name": "Eve",
        "notes": [{"text": "a", "answers": [{"text": "b"}]}],
        "profile": {"motto": "c"},
        "reports": [{"@odata.type": "#club.guest", "name": "Fay", "host": "Eve"}],
    });
    let eve = send(&service, "POST", "/people").json(body).answer();
    assert_eq!(eve.status, 201, "{}", String::from_utf8_lossy(&eve.body));
    let id = eve.json()["id"].as_str().unwrap().to_owned();
    let notes = service.entities(&format!("/people/{id}/notes"));
    assert_eq!(notes[0]["text"], "a");
    let answers = service.entities(&format!("/people/{id}/notes/{}/answers", notes[0]["number"]));
    assert_eq!(answers[0]["text"], "b");
    assert_eq!(
        service.entity(&format!("/people/{id}/profile")).unwrap()["motto"],
        "c"
    );
    // What is not contained is in its set, and referred to.
    let people = service.entities("/people");
    let fay = people.iter().find(|person| person["name"] == "Fay").unwrap();
    assert_eq!(fay["host"], "Eve");
    let reports = send(&service, "GET", &format!("/people/{id}/reports"))
        .answer()
        .json();
    assert_eq!(reports["value"][0]["id"], fay["id"]);
    assert_eq!(reports["value"][0]["@odata.type"], "#club.guest");
}

#[test]
fn a_type_is_adjusted_where_services_differ() {
    let service = Service::from_csdl(CLUB)
        .adjust("club.person", |person| {
            person.client_keys().update_answer(UpdateAnswer::NoContent)
        })
        .insert("/people/ann", json!({}))
        .start_blocking();
    assert_eq!(
        send(&service, "POST", "/people")
            .json(json!({"id": "x"}))
            .status(),
        201
    );
    assert_eq!(patch(&service, json!({"level": 1})).0, 204);
    for (service, reason) in [
        (
            Service::from_csdl(CLUB).adjust("club.persn", |it| it),
            "the nearest is `club.person`",
        ),
        (Service::builder().adjust("club.person", |it| it), "no metadata"),
    ] {
        let error = service.try_start().unwrap_err().to_string();
        assert!(error.contains(reason), "{error}");
    }
}

#[test]
fn metadata_that_cannot_be_served_is_an_error_that_names_what_is_wrong() {
    let text = std::fs::read_to_string(CLUB).unwrap();
    assert!(Service::from_csdl(&text).try_start().is_ok());
    for (csdl, reason) in [
        (
            "schemas/none.csdl".to_owned(),
            "'schemas/none.csdl' cannot be read",
        ),
        ("src".to_owned(), "no file in it ends in .csdl"),
        ("{}".to_owned(), "JSON"),
        ("<a/>".to_owned(), "the metadata is faulty"),
        (
            text.replace("Type=\"club.phone\"", "Type=\"club.fone\""),
            "'club.fone' of the property 'phone' of 'club.person'",
        ),
        (
            text.replace("BaseType=\"club.badge\"", "BaseType=\"club.bage\""),
            "club.bage",
        ),
        (
            text.replace("EntityType=\"club.seat\"", "EntityType=\"club.state\""),
            "club.state",
        ),
        (text.replace("<PropertyRef Name=\"code\" />", ""), "has no key"),
        (
            text.replace("<PropertyRef Name=\"number\" />", "<PropertyRef Name=\"no\" />"),
            "'no'",
        ),
    ] {
        let error = Service::from_csdl(&csdl)
            .try_start()
            .map(drop)
            .unwrap_err()
            .to_string();
        assert!(error.contains(reason), "{reason}: {error}");
    }
}

/// All of Microsoft Graph v1.0, whose types refer to each other in circles.
#[needs("metadata/graph-v1.0.csdl")]
#[test]
fn graph_is_served_from_its_metadata() {
    let service = Service::from_csdl(needed!("metadata/graph-v1.0.csdl"))
        .insert("/users/u", json!({"displayName": "U"}))
        .insert("/groups/g", json!({"displayName": "G"}))
        .insert(
            "/deviceAppManagement/mobileAppConfigurations/c",
            json!({
                "@odata.type": "#microsoft.graph.iosMobileAppConfiguration", "displayName": "C",
            }),
        )
        .insert(
            "/deviceAppManagement/mobileAppConfigurations/c/deviceStatuses/s",
            json!({"status": "error"}),
        )
        .start_blocking();
    let status = "/deviceAppManagement/mobileAppConfigurations/c/deviceStatuses/s";
    let patch = |body: Value| send(&service, "PATCH", status).json(body).status();
    assert_eq!(
        patch(json!({"status": "notApplicable", "deviceModel": null})),
        200
    );
    assert_eq!(patch(json!({"status": "none"})), 400);
    assert_eq!(service.entity(status).unwrap()["status"], "notApplicable");
    let reference = json!({"@odata.id": format!("{}/users/u", service.base_url())});
    let add = || {
        send(&service, "POST", "/groups/g/members/$ref")
            .json(reference.clone())
            .status()
    };
    assert_eq!((add(), add()), (204, 400));
    let group = send(&service, "GET", "/groups/g?$expand=members").answer().json();
    assert_eq!(group["members"][0]["displayName"], "U");
}
