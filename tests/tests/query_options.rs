//! What a second call of a query option means, what each takes, and what is refused: nothing is dropped without a word.

mod common;

use chrono::NaiveDate;
use common::service::{STATUSES, client, empty, stored};
use common::{ComplianceStatus, DeviceStatus};
use odata_entity::{
    Entity, Error, Filter, NavigationProperty, One, OrderBy, Page, Property, QueryError, Request,
};
use serde_json::{Value, json};
use url::Url;

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.device", path = "/devices/{id}")]
struct Device {
    #[odata(key)]
    id: String,
    user_name: Option<String>,
    battery: Option<f64>,
    bought: Option<NaiveDate>,
    #[odata(navigation)]
    owner: Option<serde_json::Value>,
    tags: Option<Vec<String>>,
}

const BASE: &str = "https://graph.example/v1.0";

fn list() -> Request<Page<Device>> {
    Device::collection().list()
}

/// The query as it is sent.
fn query<R>(request: &Request<R>) -> String {
    let http = request.to_http(BASE).unwrap();
    http.uri().query().unwrap_or_default().to_owned()
}

/// The options as a service decodes them.
fn options<R>(request: &Request<R>) -> Vec<(String, String)> {
    let url = Url::parse(&request.to_http(BASE).unwrap().uri().to_string()).unwrap();
    url.query_pairs().into_owned().collect()
}

fn pairs<const N: usize>(expected: [(&str, &str); N]) -> Vec<(String, String)> {
    expected
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec()
}

/// The option and the text that an error names.
fn refused<R>(request: &Request<R>) -> (&'static str, String) {
    match request.to_http(BASE) {
        Err(Error::Query {
            option,
            error: QueryError::Text(error),
        }) => {
            assert!(
                error.to_string().contains(&format!("{:?}", error.text())),
                "{error}"
            );
            (option, error.text().to_owned())
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn of_two_single_values_the_later_counts() {
    let request = list().top(5).skip(1).search("a").count().query("$format", "x");
    let request = request.top(7).skip(2).search("b").count().query("$format", "y");
    assert_eq!(query(&request), "$top=7&$skip=2&$search=b&$count=true&$format=y");
}

#[test]
fn of_two_filters_both_hold() {
    let (a, b, c) = (Device::ID.eq("a"), Device::ID.eq("b"), Device::ID.eq("c"));
    let request = list().filter(a.clone().or(b)).top(1).filter(c.clone()).filter(a);
    let expected = "(id eq 'a' or id eq 'b') and id eq 'c' and id eq 'a'";
    assert_eq!(options(&request), pairs([("$filter", expected), ("$top", "1")]));
    let by_hand = list().query("$filter", "x eq 1 or y eq 2").filter(c.clone());
    assert_eq!(
        options(&by_hand),
        pairs([("$filter", "(x eq 1 or y eq 2) and id eq 'c'")])
    );
    // What is wrong with one of them is not lost.
    let none = list().filter(Device::ID.is_in([""; 0])).filter(c);
    assert!(none.to_http(BASE).is_err());
}

#[test]
fn lists_grow_with_each_call() {
    let request = list()
        .select(Device::ID)
        .expand(Device::OWNER)
        .order_by(Device::ID)
        .select((Device::BOUGHT, Device::TAGS))
        .select(Device::ID)
        .expand_raw("parts($select=id,name;$top=2)")
        .order_by(Device::BATTERY.desc())
        .select_named(["address/city", "microsoft.graph.x/y", "*"]);
    assert_eq!(
        options(&request),
        pairs([
            ("$select", "id,bought,tags,address/city,microsoft.graph.x/y,*"),
            ("$expand", "owner,parts($select=id,name;$top=2)"),
            ("$orderby", "id,battery desc"),
        ])
    );
    let by_hand = list()
        .query("$select", "x,y")
        .select(Device::ID)
        .query("$orderby", "x");
    assert_eq!(query(&by_hand), "$select=x,y,id&$orderby=x");
    // Of one entity too, and of what a write gives back.
    let one = Device::path("a").get().select(Device::ID).select(Device::BOUGHT);
    assert_eq!(query(&one), "$select=id,bought");
    let patch = Device::patch().user_name("x");
    let written = Device::path("a").patch(&patch).tagged();
    assert_eq!(
        query(&written.select(Device::ID).expand(Device::OWNER)),
        "$select=id&$expand=owner"
    );
}

#[test]
fn a_selection_is_of_one_property_or_several_of_any_types() {
    let names = ["id", "userName"];
    for request in [
        list().select([Device::ID, Device::USER_NAME]),
        list().select(vec![Device::ID, Device::USER_NAME]),
        list().select(&[Device::ID, Device::USER_NAME][..]),
        list().select((Device::ID, Device::USER_NAME)),
        list().select((Device::ID,)).select(Device::USER_NAME),
        list().select_named(names),
        list().select_named(names.map(String::from)),
    ] {
        assert_eq!(query(&request), "$select=id,userName");
    }
    let mixed = (
        Device::ID,
        Device::USER_NAME,
        Device::BATTERY,
        Device::BOUGHT,
        Device::TAGS,
    );
    assert_eq!(
        query(&list().select(mixed)),
        "$select=id,userName,battery,bought,tags"
    );
}

#[test]
fn expansions_and_orders_are_one_or_several() {
    for request in [
        list().expand(Device::OWNER),
        list().expand([Device::OWNER]),
        list().expand(vec![Device::OWNER]),
        list().expand((Device::OWNER, Device::OWNER)),
    ] {
        assert_eq!(query(&request), "$expand=owner");
    }
    for request in [
        list().order_by(Device::ID.desc()).order_by(Device::BATTERY),
        list().order_by((Device::ID.desc(), Device::BATTERY)),
        list().order_by([Device::ID.desc(), Device::BATTERY.asc()]),
        list().order_by(vec![Device::ID.desc(), Device::BATTERY.asc()]),
        list().order_by([OrderBy::raw("id desc"), OrderBy::raw("battery")]),
    ] {
        assert_eq!(query(&request), "$orderby=id%20desc,battery");
    }
    // No order and no expansion are what a request without them has; no selection could be read as all properties.
    let nothing = list()
        .order_by(Vec::<OrderBy<Device>>::new())
        .expand([Device::OWNER; 0]);
    assert_eq!(query(&nothing), "");
    assert_eq!(
        refused(&list().select([Device::ID; 0])),
        ("$select", String::new())
    );
    assert_eq!(refused(&list().select_named([""; 0])), ("$select", String::new()));
}

#[test]
fn text_that_is_no_name_is_refused_by_name() {
    const BAD: Property<Device, String> = Property::new("a,b");
    for (request, option) in [
        (list().select(BAD), "$select"),
        (list().order_by(BAD), "$orderby"),
        (list().order_by(BAD.desc()), "$orderby"),
        (list().filter(BAD.eq("x")), "$filter"),
        (list().filter(BAD.contains("x").not()), "$filter"),
        (list().filter(BAD.is_in(["x"])), "$filter"),
        (
            list().expand(NavigationProperty::<_, One<Device>>::new("a,b")),
            "$expand",
        ),
    ] {
        assert_eq!(refused(&request), (option, "a,b".to_owned()));
    }
    for name in [
        "",
        "a,b",
        "a b",
        "../x",
        "$count",
        "a/",
        "a(b)",
        "id&$top=1",
        "a'b",
        "a\n",
    ] {
        let expected = ("$select", name.to_owned());
        assert_eq!(refused(&list().select_named(["id", name])), expected);
        assert_eq!(refused(&list().select_named([name]).select(Device::ID)), expected);
    }
}

#[test]
fn a_query_option_has_a_name() {
    assert_eq!(refused(&list().query("", "x")), ("", String::new()));
    assert_eq!(refused(&list().query(" ", "x").top(1)), (" ", " ".to_owned()));
    assert_eq!(query(&list().query("a&b=c", "d&e")), "a%26b%3Dc=d%26e");
}

#[test]
fn an_expression_by_hand_that_does_not_close_is_refused() {
    for text in ["", " ", "a eq 'O'Neil'", "a eq 1) or (b eq 2", "(a eq 1"] {
        let joined = Device::ID.eq("x").or(Filter::raw(text).not());
        for (request, option) in [
            (list().filter(Filter::raw(text)), "$filter"),
            (list().filter(joined), "$filter"),
            (list().query("$filter", text), "$filter"),
            (list().expand_raw(text), "$expand"),
            (list().query("$select", text), "$select"),
            (list().order_by(OrderBy::raw(text)), "$orderby"),
        ] {
            assert_eq!(refused(&request), (option, text.to_owned()));
        }
    }
}

#[test]
fn an_empty_list_is_an_error_that_names_the_property() {
    let request = list().filter(Device::ID.eq("a").and(Device::USER_NAME.is_in([""; 0]).not()));
    let error = request.to_http(BASE).unwrap_err();
    assert!(
        matches!(
            &error,
            Error::Query { option: "$filter", error: QueryError::EmptyList { property } } if property == "userName"
        ),
        "{error:?}"
    );
    let message = "`$filter`: `userName` is compared with an empty list";
    assert!(error.to_string().starts_with(message), "{error}");
    let one = list().filter(Device::USER_NAME.is_in(["a"]));
    assert_eq!(options(&one), pairs([("$filter", "userName in ('a')")]));
}

#[test]
fn a_slash_is_encoded_inside_a_text_literal_alone() {
    let raw = Filter::raw("address/city eq 'x/y' and z/w ne ''''");
    let request = list()
        .filter(Device::USER_NAME.eq("a/b'c/d").and(raw))
        .select_named(["address/city"]);
    assert_eq!(
        query(&request),
        "$filter=userName%20eq%20'a%2Fb''c%2Fd'%20and%20(address/city%20eq%20'x%2Fy'%20and%20z/w%20ne%20'''')\
         &$select=address/city"
    );
    let expected = "userName eq 'a/b''c/d' and (address/city eq 'x/y' and z/w ne '''')";
    assert_eq!(options(&request)[0].1, expected);
}

#[tokio::test]
async fn the_service_is_asked_for_what_all_calls_say() {
    let entity = |id: &str, user: &str, status: &str, model: &str| -> Value {
        let mut entity = stored();
        for (name, value) in [
            ("id", id),
            ("userName", user),
            ("status", status),
            ("deviceModel", model),
        ] {
            entity[name] = json!(value);
        }
        entity
    };
    let service = [
        entity("1", "Ada", "error", "b"),
        entity("2", "Ada", "compliant", "a"),
        entity("3", "Bob", "error", "a"),
        entity("4", "Ada/Z", "error", "a"),
        entity("5", "Ada", "error", "a"),
    ]
    .into_iter()
    .fold(empty(), |service, entity| service.insert(STATUSES, entity))
    .start()
    .await;
    let request = DeviceStatus::collection("config-id")
        .list()
        .filter(DeviceStatus::STATUS.eq(ComplianceStatus::Error))
        .select(DeviceStatus::ID)
        .order_by(DeviceStatus::DEVICE_MODEL)
        .filter(DeviceStatus::USER_NAME.is_in(["Ada", "Ada/Z"]))
        .select((DeviceStatus::STATUS, DeviceStatus::DEVICE_MODEL))
        .order_by(DeviceStatus::ID.desc());
    let page = client(&service).send(request).await.unwrap();
    let ids: Vec<_> = page.value.iter().map(|status| &*status.id).collect();
    assert_eq!(ids, ["5", "4", "1"]);
    assert!(page.value.iter().all(|status| status.user_name.is_none()
        && status.device_model.is_some()
        && status.status == Some(ComplianceStatus::Error)));
}
