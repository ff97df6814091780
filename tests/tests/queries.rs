//! Query options: what a list asks for, as the service reads it off the URL.

use chrono::{DateTime, FixedOffset, NaiveDate};
use odata_entity::{Entity, EnumType, Error, Filter, Page, Request};
use proptest::prelude::*;
use url::Url;

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "n.state")]
enum State {
    Error,
    Fine,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.device", path = "/devices/{id}")]
struct Device {
    #[odata(key)]
    id: String,
    user_name: Option<String>,
    state: Option<State>,
    battery: Option<f64>,
    #[odata(read_only)]
    last_seen: Option<DateTime<FixedOffset>>,
    bought: Option<NaiveDate>,
    #[odata(navigation)]
    owner: Option<serde_json::Value>,
    tags: Option<Vec<String>>,
}

fn list() -> Request<Page<Device>> {
    Device::collection().list()
}

fn target(request: &Request<Page<Device>>) -> String {
    let http = request.to_http("https://graph.example/v1.0").unwrap();
    assert_eq!((http.method().as_str(), http.body().len()), ("GET", 0));
    http.uri().path_and_query().unwrap().to_string()
}

/// The options as a service decodes them.
fn options(request: &Request<Page<Device>>) -> Vec<(String, String)> {
    let http = request.to_http("https://graph.example/v1.0").unwrap();
    let url = Url::parse(&http.uri().to_string()).unwrap();
    assert_eq!((url.path(), url.fragment()), ("/v1.0/devices", None));
    url.query_pairs().into_owned().collect()
}

fn filter(filter: Filter<Device>) -> String {
    let options = options(&list().filter(filter));
    let [(name, value)] = options.as_slice() else {
        panic!("{options:?}")
    };
    assert_eq!(name, "$filter");
    value.clone()
}

#[test]
fn members_that_not_all_are_told_are_asked_for() {
    let prefer = |filter: Filter<Device>| {
        let http = list()
            .filter(filter)
            .to_http("https://graph.example/v1.0")
            .unwrap();
        http.headers()
            .get("prefer")
            .map(|value| value.to_str().unwrap().to_owned())
    };
    let unknown = || Device::STATE.eq(State::Other("new".to_owned()));
    let known = || Device::STATE.eq(State::Error);
    let wanted = Some("include-unknown-enum-members".to_owned());
    assert_eq!(prefer(known()), None);
    assert_eq!(prefer(known().or(Device::USER_NAME.eq(None))), None);
    for filter in [
        unknown(),
        unknown().not(),
        known().and(unknown()),
        unknown().or(known()),
        Device::STATE.is_in([State::Error, State::Other("new".to_owned())]),
    ] {
        assert_eq!(prefer(filter.clone()), wanted, "{filter:?}");
    }
}

#[test]
fn options_go_out_by_name_in_the_order_in_which_they_were_set() {
    let request = list()
        .select((Device::ID, Device::USER_NAME))
        .filter(Device::STATE.eq(State::Error))
        .order_by([Device::USER_NAME.asc(), Device::LAST_SEEN.desc()])
        .top(50)
        .skip(100)
        .count()
        .expand(Device::OWNER)
        .search("\"a b\" OR c");
    assert_eq!(
        target(&request),
        "/v1.0/devices?$select=id,userName&$filter=state%20eq%20n.state'error'&$orderby=userName,lastSeen%20desc\
         &$top=50&$skip=100&$count=true&$expand=owner&$search=%22a%20b%22%20OR%20c"
    );
    assert_eq!(target(&list()), "/v1.0/devices");
}

#[test]
fn the_last_option_of_a_name_counts() {
    let request = list().top(5).filter(Device::ID.eq("a")).top(7);
    assert_eq!(target(&request), "/v1.0/devices?$filter=id%20eq%20'a'&$top=7");
}

#[test]
fn own_options_are_encoded() {
    let request = list().query("$format", "json").query("own option", "a&b=c#d+é");
    assert_eq!(
        options(&request),
        [
            ("$format".to_owned(), "json".to_owned()),
            ("own option".to_owned(), "a&b=c#d+é".to_owned())
        ]
    );
}

#[test]
fn comparisons_take_the_propertys_type() {
    let seen: DateTime<FixedOffset> = "2017-01-01T00:00:17.7769392-08:00".parse().unwrap();
    let bought = NaiveDate::from_ymd_opt(2026, 8, 1).unwrap();
    for (made, expected) in [
        (
            Device::USER_NAME.eq("O'Neil & co."),
            "userName eq 'O''Neil & co.'",
        ),
        (Device::USER_NAME.ne(None), "userName ne null"),
        (Device::USER_NAME.eq(Some(String::from("a"))), "userName eq 'a'"),
        (Device::BATTERY.lt(0.5), "battery lt 0.5"),
        (Device::BATTERY.ge(1e300), "battery ge 1e+300"),
        (Device::BATTERY.eq(f64::NEG_INFINITY), "battery eq -INF"),
        (
            Device::LAST_SEEN.gt(seen),
            "lastSeen gt 2017-01-01T00:00:17.7769392-08:00",
        ),
        (Device::BOUGHT.le(bought), "bought le 2026-08-01"),
        (Device::ID.is_in(["a", "b"]), "id in ('a','b')"),
        (Device::USER_NAME.starts_with("A"), "startswith(userName,'A')"),
        (Device::USER_NAME.ends_with("'"), "endswith(userName,'''')"),
        (Device::USER_NAME.contains("x y"), "contains(userName,'x y')"),
        (
            Filter::raw("tags/any(t:t eq 'x')").and(Device::ID.ne("a")),
            "(tags/any(t:t eq 'x')) and id ne 'a'",
        ),
    ] {
        assert_eq!(filter(made), expected);
    }
}

#[test]
fn filters_join_as_they_were_made() {
    let (a, b, c) = (Device::ID.eq("a"), Device::ID.eq("b"), Device::ID.eq("c"));
    let made = a.clone().or(b.clone()).and(c.clone());
    assert_eq!(filter(made), "(id eq 'a' or id eq 'b') and id eq 'c'");
    let made = a.clone().and(b.clone()).or(c.clone());
    assert_eq!(filter(made), "id eq 'a' and id eq 'b' or id eq 'c'");
    assert_eq!(
        filter(a.or(b).not().and(c)),
        "not (id eq 'a' or id eq 'b') and id eq 'c'"
    );
}

#[test]
fn a_value_without_a_form_names_the_option() {
    let leap_second = NaiveDate::from_ymd_opt(2016, 12, 31)
        .and_then(|day| day.and_hms_milli_opt(23, 59, 59, 1_500))
        .unwrap();
    let request = list().filter(Device::LAST_SEEN.eq(leap_second.and_utc().fixed_offset()));
    let error = request.to_http("https://graph.example").unwrap_err();
    assert!(
        matches!(&error, Error::Value { property, .. } if property == "$filter"),
        "{error}"
    );
}

#[test]
fn a_page_size_is_a_preference() {
    let http = list()
        .max_page_size(10)
        .prefer("outlook.timezone=\"UTC\"")
        .to_http("https://graph.example")
        .unwrap();
    assert_eq!(
        http.headers()["prefer"],
        "odata.maxpagesize=10, outlook.timezone=\"UTC\""
    );
    assert_eq!(http.uri().query(), None);
}

#[test]
fn one_entity_takes_select_and_expand_too() {
    let request = Device::path("a b")
        .get()
        .select(Device::TAGS)
        .expand(Device::OWNER);
    let http = request.to_http("https://graph.example").unwrap();
    assert_eq!(
        http.uri().path_and_query().unwrap().as_str(),
        "/devices/a%20b?$select=tags&$expand=owner"
    );
}

#[test]
fn constants_know_their_names() {
    assert_eq!(Device::USER_NAME.to_string(), "userName");
    assert_eq!(Device::OWNER.to_string(), "owner");
    assert_eq!(Device::TAGS.name(), "tags");
    assert_eq!(format!("{:?}", Device::LAST_SEEN), "Property(lastSeen)");
}

#[test]
fn a_page_reads_its_links_and_count() {
    let body = r#"{"@odata.context":"c","@odata.count":3,"value":[{"id":"a"}],"@odata.nextLink":"n"}"#;
    let page = list().read(http::Response::new(body.into())).unwrap();
    assert_eq!(page.value[0].id, "a");
    assert_eq!((page.count, page.delta_link), (Some(3), None));
    assert_eq!(page.next_link.as_deref(), Some("n"));
    assert_eq!(page.context.as_deref(), Some("c"));
    // OData 4.01 writes control information without `odata.`.
    let body = r#"{"@count":1,"value":[],"@nextLink":"n","@deltaLink":"d"}"#;
    let page = list().read(http::Response::new(body.into())).unwrap();
    assert_eq!((page.count, page.value.len()), (Some(1), 0));
    assert_eq!(page.delta_link.as_deref(), Some("d"));
}

proptest! {
    #[test]
    fn any_text_in_a_filter_reaches_the_service_as_it_is(text in any::<String>(), other in "[&#+%'=?/ ]{0,6}") {
        let expected = format!(
            "userName eq '{}' or startswith(userName,'{}')",
            text.replace('\'', "''"),
            other.replace('\'', "''"),
        );
        let made = Device::USER_NAME.eq(&*text).or(Device::USER_NAME.starts_with(&other));
        prop_assert_eq!(filter(made), expected);
    }

    #[test]
    fn any_option_value_reaches_the_service_as_it_is(value in any::<String>()) {
        prop_assert_eq!(
            options(&list().search(&*value).top(1)),
            [("$search".to_owned(), value), ("$top".to_owned(), "1".to_owned())]
        );
    }
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.switch", path = "/switches/{id}")]
struct Switch {
    is_on: Option<bool>,
}

#[test]
fn a_boolean_property_is_a_filter() {
    let on = Switch::collection().list().filter(Switch::IS_ON);
    let off = Switch::collection().list().filter(Switch::IS_ON.ne(true));
    let url = |request: &Request<Page<Switch>>| {
        let http = request.to_http("https://graph.example/v1.0").unwrap();
        http.uri().path_and_query().unwrap().to_string()
    };
    assert_eq!(url(&on), "/v1.0/switches?$filter=isOn%20eq%20true");
    assert_eq!(url(&off), "/v1.0/switches?$filter=isOn%20ne%20true");
}
