//! GET of entities and collections, page by page.

mod common;

use common::sent::{STATUS, documented, ids, send, statuses};
use odata_entity_testing::{EntityType, Property, Service, ServiceBuilder};
use serde_json::json;

fn numbered(count: u32) -> Service {
    numbered_by(count, Service::builder())
}

fn numbered_by(count: u32, builder: ServiceBuilder) -> Service {
    let item = EntityType::new("n.item")
        .key("id")
        .property(Property::int32("rank"))
        .property(Property::string("name"));
    let service = builder.entity_set("/items", item).page_size(4).start_blocking();
    for number in 1..=count {
        let item =
            json!({"id": number.to_string(), "rank": count - number, "name": format!("item {}", number % 2)});
        service.insert("/items", item).unwrap();
    }
    service
}

#[test]
fn an_entity_is_read_with_its_annotations() {
    let service = statuses().start_blocking();
    let answer = send(&service, "GET", STATUS).answer();
    let mut body = answer.json();
    assert_eq!(answer.status, 200);
    assert_eq!(body["@odata.etag"].as_str(), answer.header("ETag"));
    body.as_object_mut()
        .unwrap()
        .retain(|name, _| !name.starts_with('@'));
    assert_eq!(body, documented());

    let selected = send(&service, "GET", &format!("{STATUS}?$select=id,%20status"))
        .answer()
        .json();
    let names: Vec<&String> = selected.as_object().unwrap().keys().collect();
    assert_eq!(names, ["@odata.context", "@odata.etag", "id", "status"]);
    assert!(
        selected["@odata.context"]
            .as_str()
            .unwrap()
            .ends_with("/deviceStatuses(id,status)/$entity")
    );
    let full = send(&service, "GET", STATUS)
        .header("Accept", "application/json;odata.metadata=full")
        .answer()
        .json();
    assert_eq!(
        full["@odata.type"],
        "#microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus"
    );
    let none = send(&service, "GET", STATUS)
        .header("Accept", "application/json;odata.metadata=none")
        .answer()
        .json();
    assert_eq!(none, documented());
}

#[test]
fn a_known_state_is_not_sent_again() {
    let service = statuses().start_blocking();
    let tag = service.entity_tag(STATUS).unwrap();
    let answer = send(&service, "GET", STATUS)
        .header("If-None-Match", &tag)
        .answer();
    assert_eq!(
        (answer.status, answer.body.len(), answer.header("ETag")),
        (304, 0, Some(tag.as_str()))
    );
    assert_eq!(
        send(&service, "GET", STATUS)
            .header("If-None-Match", "W/\"other\"")
            .answer()
            .status,
        200
    );
    let head = send(&service, "HEAD", STATUS).answer();
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[test]
fn pages_follow_one_another_to_the_end() {
    let service = numbered(10);
    let mut target = "/items?$filter=rank%20lt%209&$orderby=rank%20desc&$count=true&$select=id".to_owned();
    let mut seen = Vec::new();
    loop {
        let page = send(&service, "GET", &target).answer().json();
        assert_eq!(page["@odata.count"], 9);
        seen.extend(ids(&page).into_iter().map(ToOwned::to_owned));
        assert!(page["value"][0]["rank"].is_null());
        match page["@odata.nextLink"].as_str() {
            Some(link) => target = link.strip_prefix(service.base_url()).unwrap().to_owned(),
            None => break,
        }
    }
    assert_eq!(seen, ["2", "3", "4", "5", "6", "7", "8", "9", "10"]);
}

/// The sizes of the pages that a query is answered with, over their next links.
fn sizes(service: &Service, query: &str) -> Vec<usize> {
    let mut target = format!("/items?{query}");
    let mut sizes = Vec::new();
    loop {
        let page = send(service, "GET", &target).answer().json();
        sizes.push(ids(&page).len());
        match page["@odata.nextLink"].as_str() {
            Some(link) => target = link.strip_prefix(service.base_url()).unwrap().to_owned(),
            None => return sizes,
        }
    }
}

#[test]
fn top_is_how_many_there_are_in_all_or_the_size_of_a_page() {
    let standard = numbered(10);
    let paging = numbered_by(10, Service::builder().top_is_page_size());
    for (query, in_all, by_page) in [
        ("$top=3", vec![3], vec![3, 3, 3, 1]),
        ("$top=6", vec![4, 2], vec![4, 4, 2]),
        ("$top=3&$skip=4", vec![3], vec![3, 3]),
        ("$top=10&$filter=rank%20lt%205", vec![4, 1], vec![4, 1]),
        ("$top=0", vec![0], vec![1; 10]),
        ("", vec![4, 4, 2], vec![4, 4, 2]),
    ] {
        assert_eq!(sizes(&standard, query), in_all, "{query}");
        assert_eq!(sizes(&paging, query), by_page, "{query}");
    }
}

#[test]
fn links_are_relative_where_that_is_asked_for() {
    let service = numbered_by(5, Service::builder().relative_links());
    let page = send(&service, "GET", "/items?$select=id")
        .header("Accept", "application/json;odata.metadata=full")
        .answer()
        .json();
    assert_eq!(page["@odata.context"], "$metadata#items(id)");
    assert_eq!(page["@odata.nextLink"], "items?$select=id&$skiptoken=4");
    assert_eq!(page["value"][0]["@odata.id"], "items/1");
    let entity = send(&service, "GET", "/items/1").answer().json();
    assert_eq!(entity["@odata.context"], "../$metadata#items/$entity");
    let created = send(&service, "POST", "/items")
        .json(json!({"name": "x"}))
        .answer();
    let location = created.header("Location").unwrap();
    assert!(location.starts_with("items/"), "{location}");
}

#[test]
fn a_single_entity_that_is_null_has_no_content() {
    let user = EntityType::new("n.user").key("id").client_keys();
    let service = Service::builder()
        .entity_set("/users/{id}", user.clone())
        .singleton("/users/{id}/manager", user)
        .insert("/users", json!({"id": "u"}))
        .start_blocking();
    assert_eq!(send(&service, "GET", "/users/u/manager").status(), 204);
    assert_eq!(send(&service, "GET", "/users/nobody/manager").status(), 404);
    service.insert("/users/u/manager", json!({"id": "m"})).unwrap();
    assert_eq!(send(&service, "GET", "/users/u/manager").status(), 200);
}

#[test]
fn options_shape_a_collection() {
    let service = numbered(10);
    let get = |query: &str| send(&service, "GET", &format!("/items?{query}")).answer().json();
    assert_eq!(ids(&get("$top=2&$skip=3")), ["4", "5"]);
    assert_eq!(ids(&get("$top=6")).len(), 4);
    assert_eq!(ids(&get("$orderby=name,rank&$top=3")), ["10", "8", "6"]);
    assert_eq!(
        ids(&get("$filter=name%20eq%20'item%201'+and+rank%20in%20(1,9)")),
        ["1", "9"]
    );
    assert_eq!(ids(&get("%24filter=endswith(name%2C'0')&x=y&$top=1")), ["2"]);
    let sized = send(&service, "GET", "/items")
        .header("Prefer", "odata.maxpagesize=3")
        .answer();
    assert_eq!(
        (ids(&sized.json()).len(), sized.header("Preference-Applied")),
        (3, Some("odata.maxpagesize=3"))
    );
    let larger = send(&service, "GET", "/items")
        .header("Prefer", "odata.maxpagesize=50")
        .answer();
    assert_eq!(ids(&larger.json()).len(), 4);
    assert_eq!(
        send(&service, "GET", "/items/$count?$filter=rank%20gt%206")
            .answer()
            .body,
        b"3"
    );
    for query in [
        "$top=-1",
        "$top=x",
        "$filter=nope%20eq%201",
        "$select=nope",
        "$orderby=rank%20up",
        "$nope=1",
        "$top=1&$top=2",
        "$filter=%FF",
    ] {
        assert_eq!(
            send(&service, "GET", &format!("/items?{query}")).status(),
            400,
            "{query}"
        );
    }
    assert_eq!(send(&service, "GET", "/items/1?$top=1").status(), 400);
}
