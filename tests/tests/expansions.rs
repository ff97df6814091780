//! `$expand` and `$select`: what is asked of related entities, all fields of a struct, collections that are cut.

use odata_entity::query::Levels;
use odata_entity::{ComplexType, Entity, EnumType, Page, Profile, Related, Request, profile::graph};
use serde_json::json;
use std::collections::BTreeMap;
use url::Url;

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.group", path = "/groups/{groupId}")]
struct Group {
    #[odata(key)]
    id: Option<String>,
    display_name: Option<String>,
    address: Option<Address>,
    #[odata(navigation)]
    members: Option<Related<User>>,
    #[odata(navigation)]
    owner: Option<Box<User>>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "n.address")]
struct Address {
    city: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.user", path = "/users/{userId}")]
struct User {
    #[odata(key)]
    id: Option<String>,
    #[serde(rename = "@odata.etag")]
    etag: Option<String>,
    city: Option<String>,
    state: Option<State>,
    #[odata(navigation)]
    manager: Option<Box<User>>,
    #[odata(navigation)]
    devices: Option<Vec<Device>>,
    #[odata(navigation)]
    groups: Option<Vec<Group>>,
    #[odata(navigation, serde)]
    photo: Option<Vec<BTreeMap<String, String>>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumType)]
#[odata(type = "n.state")]
enum State {
    Active,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.device", path = "/devices/{deviceId}")]
struct Device {
    #[odata(key)]
    id: Option<String>,
    os: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.phone")]
struct Phone {
    #[serde(flatten)]
    #[odata(base)]
    device: Device,
    number: Option<String>,
    #[odata(navigation)]
    user: Option<Box<User>>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.laptop")]
struct Laptop {
    #[serde(flatten)]
    #[odata(base)]
    device: Device,
    ram: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.device", path = "/devices/{deviceId}")]
enum AnyDevice {
    Phone(Phone),
    Laptop(Laptop),
    #[odata(other)]
    Other(serde_json::Value),
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.open", path = "/open/{openId}")]
struct Open {
    #[odata(key)]
    id: Option<String>,
    #[odata(navigation)]
    device: Option<Device>,
    #[serde(flatten)]
    more: BTreeMap<String, serde_json::Value>,
}

/// The options as a service decodes them, with `&` between them.
fn sent<R>(request: &Request<R>) -> String {
    sent_to(request, &Profile::odata())
}

fn sent_to<R>(request: &Request<R>, profile: &Profile) -> String {
    let http = request.to_http_for("https://x/v1", profile).unwrap();
    let url = Url::parse(&http.uri().to_string()).unwrap();
    let pairs: Vec<_> = url
        .query_pairs()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    pairs.join("&")
}

fn group() -> Request<Group> {
    Group::path("1").get()
}

fn refused<R>(request: &Request<R>) -> String {
    request.to_http("https://x/v1").unwrap_err().to_string()
}

#[test]
fn an_expansion_has_options_of_its_own() {
    let members = Group::MEMBERS
        .expand()
        .select((User::ID, User::CITY))
        .filter(User::CITY.eq("Bonn;)").and(User::STATE.eq(State::Active)))
        .order_by((User::CITY, User::ID.desc()))
        .top(5)
        .skip(2)
        .count()
        .search("\"a;b\" AND (c OR d)")
        .expand(User::MANAGER.expand().select(User::ID).levels(Levels::Max));
    assert_eq!(
        sent(&group().expand(members)),
        "$expand=members($select=id,city;$filter=city eq 'Bonn;)' and state eq n.state'active';$orderby=city,id desc;$top=5;$skip=2;\
         $count=true;$search=\"a;b\" AND (c OR d);$expand=manager($select=id;$levels=max))"
    );
    assert_eq!(
        sent(&group().expand((Group::OWNER, Group::MEMBERS.expand_ref().top(3)))),
        "$expand=owner,members/$ref($top=3)"
    );
    assert_eq!(
        sent(&Device::path("1").get().expand(Phone::USER.cast_from::<Device>())),
        "$expand=n.phone/user"
    );
}

#[test]
fn the_service_has_its_forms_in_an_expansion_too() {
    let request = || {
        group().expand(
            Group::MEMBERS
                .expand()
                .filter(odata_entity::Filter::is_of::<User>()),
        )
    };
    assert_eq!(sent(&request()), "$expand=members($filter=isof(n.user))");
    assert_eq!(
        sent_to(&request(), &graph::profile()),
        "$expand=members($filter=isof('n.user'))"
    );
}

#[test]
fn one_navigation_property_is_expanded_once() {
    let request = group()
        .expand(
            Group::MEMBERS
                .expand()
                .select(User::ID)
                .filter(User::CITY.eq("a")),
        )
        .expand(Group::MEMBERS)
        .expand(
            Group::MEMBERS
                .expand()
                .select(User::CITY)
                .filter(User::ID.eq("b"))
                .top(1),
        );
    assert_eq!(
        sent(&request),
        "$expand=members($select=id,city;$filter=city eq 'a' and id eq 'b';$top=1)"
    );
}

#[test]
fn an_expansion_that_cannot_be_written_is_an_error_that_names_it() {
    let error = refused(&group().expand(Group::OWNER.expand().levels(0)));
    assert!(error.contains("$expand") && error.contains("levels"), "{error}");
    for search in ["a;b", "\"a", "(a", "a)", ""] {
        let error = refused(&group().expand(Group::MEMBERS.expand().search(search)));
        assert!(error.contains("search"), "{search}: {error}");
    }
    let deep = (0..10_000).fold(User::MANAGER.expand(), |deep, _| {
        User::MANAGER.expand().expand(deep)
    });
    let error = refused(&User::path("1").get().expand(deep));
    assert!(error.contains("too deep"), "{error}");
    // `$select` and `$expand` stay inside of one entity (URL Conventions 4.02, 5.1.3, 5.1.4); `$filter` and `$orderby` need not.
    for request in [
        group().expand(Group::OWNER.then(User::DEVICES)),
        group().expand(Group::OWNER.then(User::DEVICES).expand().select(Device::OS)),
        group().select(Group::OWNER.then(User::CITY)),
    ] {
        let error = refused(&request);
        assert!(
            error.contains("owner/") && error.contains(".expand().select("),
            "{error}"
        );
    }
    let list = Group::collection().list().order_by(Group::OWNER.then(User::CITY));
    assert_eq!(sent(&list), "$orderby=owner/city");
    // 64 levels are more than any service takes.
    let deep = (0..60).fold(User::MANAGER.expand(), |deep, _| {
        User::MANAGER.expand().expand(deep)
    });
    assert!(User::path("1").get().expand(deep).to_http("https://x/v1").is_ok());
}

#[test]
fn properties_of_complex_values_are_selected_and_ordered_by() {
    let list = Group::collection().list();
    assert_eq!(
        sent(
            &list
                .select((Group::ID, Group::ADDRESS.then(Address::CITY)))
                .order_by((
                    Group::ADDRESS.then(Address::CITY).desc(),
                    Group::MEMBERS.count(),
                    Group::DISPLAY_NAME.length().desc()
                ))
        ),
        "$select=id,address/city&$orderby=address/city desc,members/$count,length(displayName) desc"
    );
}

#[test]
fn all_fields_are_selected_and_expanded() {
    // The group of a user of a group is on the way already, and so is the manager of a user.
    assert_eq!(
        sent(&group().select_fields()),
        "$select=id,displayName,address&$expand=members($select=id,city,state;$expand=devices($select=id,os),photo),\
         owner($select=id,city,state;$expand=devices($select=id,os),photo)"
    );
    let list: Request<Page<Device>> = Device::collection().list();
    assert_eq!(sent(&list.select_fields()), "$select=id,os");
    // What has a base type has its properties.
    assert_eq!(
        sent(
            &Group::path("1")
                .get()
                .expand(Group::OWNER.expand().select_fields())
        ),
        "$expand=owner($select=id,city,state;$expand=devices($select=id,os),groups($select=id,displayName,address),photo)"
    );
    // Of a union, those of the base type; of an open type, all.
    assert_eq!(sent(&AnyDevice::path("1").get().select_fields()), "$select=id,os");
    assert_eq!(
        sent(&Open::path("1").get().select_fields()),
        "$select=*&$expand=device($select=id,os)"
    );
    // It adds to what is asked for.
    assert_eq!(
        sent(&Device::path("1").get().select_named(["extra"]).select_fields()),
        "$select=extra,id,os"
    );
}

fn read(body: serde_json::Value) -> Result<Group, String> {
    serde_json::from_value(body).map_err(|error| error.to_string())
}

#[test]
fn a_cut_collection_keeps_its_link_and_count_wherever_they_are() {
    let link = "https://x/v1/groups/1/members?$skiptoken=2";
    let texts = [
        format!(
            r#"{{"members@odata.count":3,"members@odata.nextLink":"{link}","members":[{{"id":"a"}}],"displayName":"G"}}"#
        ),
        format!(
            r#"{{"members":[{{"id":"a"}}],"members@nextLink":"{link}","displayName":"G","members@count":"3"}}"#
        ),
    ];
    for text in texts {
        let group: Group = serde_json::from_str(&text).unwrap();
        let members = group.members.unwrap();
        assert_eq!(members.value[0].id.as_deref(), Some("a"));
        assert_eq!(
            (members.next_link.as_deref(), members.count),
            (Some(link), Some(3))
        );
        assert!(!format!("{members:?}").contains("skiptoken"));
        assert_eq!(group.display_name.as_deref(), Some("G"));
    }
    // All of it is there.
    let group = read(json!({"members": [], "members@odata.nextLink": null})).unwrap();
    assert_eq!(group.members, Some(Related::default()));
    // Only the number came.
    let group = read(json!({"members@odata.count": 3})).unwrap();
    assert_eq!(group.members.unwrap().count, Some(3));
    assert_eq!(read(json!({"members": null})).unwrap().members, None);
    let error = read(json!({"members@odata.count": "x"})).unwrap_err();
    assert!(error.contains("members@odata.count"), "{error}");
}

#[test]
fn a_collection_that_has_no_place_for_its_link_is_an_error_if_it_is_cut() {
    let bodies = [
        json!({"owner": {"devices": [{"id": "1"}], "devices@odata.nextLink": "https://x/next"}}),
        json!({"owner": {"devices@odata.nextLink": "https://x/next", "devices": [{"id": "1"}]}}),
        json!({"owner": {"devices@odata.nextLink": "https://x/next"}}),
        json!({"members": [{"devices": [], "devices@nextLink": "https://x/next"}]}),
        json!({"owner": {"photo": [], "photo@odata.nextLink": "https://x/next"}}),
    ];
    for body in bodies {
        let error = read(body.clone()).unwrap_err();
        assert!(
            error.contains("Related") && error.contains("devices") || error.contains("photo"),
            "{error}"
        );
    }
    // An empty link is no link; a count changes nothing; what a property without entities has is its own matter.
    for body in [
        json!({"owner": {"devices": [], "devices@odata.nextLink": ""}}),
        json!({"owner": {"devices": [], "devices@odata.count": 7}}),
        json!({"owner": {"city@odata.nextLink": "https://x/next"}}),
    ] {
        assert!(read(body).is_ok());
    }
}

#[test]
fn the_link_is_noted_of_properties_of_the_base_type_and_in_place() {
    let mut group = read(json!({"members": [{"id": "a"}], "members@odata.nextLink": "https://x/1"})).unwrap();
    group
        .apply(r#"{"members":[{"id":"b"}],"members@odata.nextLink":"https://x/2"}"#)
        .unwrap();
    let members = group.members.as_ref().unwrap();
    assert_eq!(members.next_link.as_deref(), Some("https://x/2"));
    assert_eq!(members.len(), 1);
    // What is read anew has its own link, or none.
    group.apply(r#"{"members":[{"id":"c"}]}"#).unwrap();
    assert_eq!(group.members.unwrap().next_link, None);

    #[derive(Debug, Clone, PartialEq, Entity)]
    #[odata(type = "n.team")]
    struct Team {
        #[serde(flatten)]
        #[odata(base)]
        group: Group,
        owners: Option<i32>,
    }
    let team: Team = serde_json::from_value(json!({
        "owners": 1, "members@odata.count": 9, "members": [], "members@odata.nextLink": "https://x/3"
    }))
    .unwrap();
    let members = team.group.members.unwrap();
    assert_eq!(
        (members.next_link.as_deref(), members.count),
        (Some("https://x/3"), Some(9))
    );
}
