//! Deltas without a network: how they are asked for, what an item is in each of its forms, what is kept and goes on.

use http::StatusCode;
use odata_entity::delta::{Changed, DeltaPager, LocalCopy, Removed};
use odata_entity::{
    AnswerUrl, Change, DeltaItem, DeltaLink, DeltaPage, Entity, EnumType, Error, Function, Page, Profile,
    Request, path,
};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};

const GRAPH: &str = "https://graph.microsoft.com/v1.0";
const OTHER: &str = "https://odata.example/v4";

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
struct User {
    #[odata(key)]
    id: String,
    display_name: Option<String>,
    mail: Option<String>,
    age: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.directoryObject",
    is_base,
    path = "/directoryObjects/{objectId}"
)]
struct DirectoryObject {
    #[odata(key)]
    id: String,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.group", path = "/groups/{groupId}")]
struct Group {
    #[odata(key)]
    id: String,
    display_name: Option<String>,
    #[odata(navigation)]
    members: Option<Vec<DirectoryObject>>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(
    type = "microsoft.graph.driveItem",
    path(root = "/me/drive/root"),
    path = "/me/drive/items/{itemId}"
)]
struct DriveItem {
    #[odata(key)]
    id: String,
    name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "PascalCase")]
#[odata(type = "n.Customer", path = "/Customers({CustomerId})")]
struct Customer {
    #[odata(key)]
    customer_id: String,
    id: Option<String>,
    reason: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "PascalCase")]
#[odata(type = "n.OrderLine", path = "/Lines(Order={Order},Name={Name})")]
struct Line {
    #[odata(key)]
    order: i32,
    #[odata(key)]
    name: String,
    amount: Option<i32>,
}

#[derive(Function)]
#[odata(name = "delta", on(collection = User), returns = DeltaPage<User>)]
struct OwnDelta {}

fn target<R>(request: &Request<R>, base: &str) -> String {
    let http = request.to_http(base).unwrap();
    let target = http.uri().path_and_query().unwrap().as_str();
    format!("{} {}", http.method(), target)
}

fn page<E: Entity>(value: Value) -> DeltaPage<E> {
    page_in(None, value)
}

fn page_in<E: Entity>(context: Option<&str>, value: Value) -> DeltaPage<E> {
    let body = json!({"@odata.context": context, "value": value, "@odata.deltaLink": "https://x/delta"});
    serde_json::from_value(body).unwrap()
}

fn only<E: Entity>(item: Value) -> DeltaItem<E> {
    page::<E>(json!([item])).value.pop().unwrap()
}

fn changed<E: Entity>(item: Value) -> Changed<E> {
    match only(item) {
        DeltaItem::Changed(changed) => changed,
        other => panic!("{other:?}"),
    }
}

fn removed<E: Entity>(item: Value) -> Removed {
    match only::<E>(item) {
        DeltaItem::Removed(removed) => removed,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_delta_is_asked_for_by_a_function_a_preference_or_a_path() {
    let users = User::collection().delta();
    assert_eq!(target(&users, GRAPH), "GET /v1.0/users/delta");
    assert_eq!(target(&users, OTHER), "GET /v4/users/delta()");
    let selected = users
        .clone()
        .select((User::ID, User::MAIL))
        .filter(User::AGE.gt(3))
        .top(5);
    assert_eq!(
        target(&selected, GRAPH),
        "GET /v1.0/users/delta?$select=id,mail&$filter=age%20gt%203&$top=5"
    );
    assert_eq!(
        target(&DriveItem::root().delta(), GRAPH),
        "GET /v1.0/me/drive/root/delta"
    );
    assert_eq!(
        target(&User::collection().call(&OwnDelta {}), GRAPH),
        "GET /v1.0/users/delta"
    );
    let any: Request<DeltaPage<User>> = path!("/users/delta").get();
    assert_eq!(target(&any, GRAPH), "GET /v1.0/users/delta");

    let tracked = User::collection().track_changes().max_page_size(9);
    let http = tracked.to_http(OTHER).unwrap();
    assert_eq!(http.uri().path(), "/v4/users");
    assert_eq!(
        http.headers()["prefer"],
        "odata.track-changes, odata.maxpagesize=9"
    );
}

#[test]
fn a_delta_can_start_now() {
    assert_eq!(
        target(&User::collection().delta().latest(), GRAPH),
        "GET /v1.0/users/delta?$deltatoken=latest"
    );
    assert_eq!(
        target(&DriveItem::root().delta().latest(), GRAPH),
        "GET /v1.0/me/drive/root/delta?token=latest"
    );
}

#[test]
fn a_change_is_read_applied_and_asked_property_by_property() {
    let change =
        changed::<User>(json!({"id": "a", "mail": null, "displayName": "Ann", "@odata.etag": "W/\"1\""}));
    assert_eq!(change.key(), Some("a"));
    assert_eq!(change.etag().as_deref(), Some("W/\"1\""));
    assert_eq!(change.property(User::MAIL).unwrap(), Change::Null);
    assert_eq!(change.property(User::AGE).unwrap(), Change::Unchanged);
    assert_eq!(
        change.property(User::DISPLAY_NAME).unwrap(),
        Change::Set("Ann".to_owned())
    );
    assert_eq!(change.member("mail"), Some("null"));
    let read = change.read().unwrap();
    assert_eq!((read.display_name.as_deref(), &read.mail), (Some("Ann"), &None));

    let mut user = User {
        id: "a".into(),
        display_name: None,
        mail: Some("a@x".into()),
        age: Some(7),
    };
    change.apply_to(&mut user).unwrap();
    assert_eq!(
        (user.display_name.as_deref(), &user.mail, user.age),
        (Some("Ann"), &None, Some(7))
    );
}

/// The error has the item's place on the page, and the item as its body; `Display` has no value.
#[test]
fn a_value_of_another_type_is_an_error_at_its_place() {
    let page: DeltaPage<User> = page(json!([{"id": "a"}, {"id": "b", "age": "secret"}]));
    let DeltaItem::Changed(change) = &page.value[1] else {
        panic!()
    };
    let mut user = change
        .property(User::MAIL)
        .map(|_| page.value[0].clone())
        .unwrap();
    let DeltaItem::Changed(first) = &mut user else {
        panic!()
    };
    let mut user = first.read().unwrap();
    for error in [
        change.read().unwrap_err(),
        change.apply_to(&mut user).unwrap_err(),
        change.property(User::AGE).unwrap_err(),
    ] {
        let Error::Decode(decode) = &error else {
            panic!("{error}")
        };
        assert_eq!(decode.property(), "value[1].age");
        assert_eq!(decode.body(), change.json().as_bytes());
        assert!(!format!("{error} {error:?}").contains("secret"), "{error}");
    }
    assert!(!format!("{page:?}").contains("secret"));
}

/// A field that is no `Option` needs its property: a part of an entity is applied, not read.
#[test]
fn a_part_of_an_entity_is_applied_and_not_read() {
    #[derive(Debug, Entity)]
    #[odata(type = "n.thing", path = "/things/{id}")]
    struct Thing {
        #[odata(key)]
        id: String,
        size: i32,
    }
    let change = changed::<Thing>(json!({"id": "a"}));
    assert!(
        change
            .read()
            .unwrap_err()
            .to_string()
            .contains("missing field `size`")
    );
    let mut thing = Thing {
        id: "a".into(),
        size: 5,
    };
    change.apply_to(&mut thing).unwrap();
    assert_eq!(thing.size, 5);
}

#[test]
fn each_form_of_a_removed_entity_has_its_id_and_reason_as_they_came() {
    let both = |removed: &Removed| {
        (
            removed.id.clone(),
            removed.reason.clone(),
            removed.key().map(str::to_owned),
        )
    };
    let expected = |id: &str, reason: Option<&str>, key: &str| {
        (id.to_owned(), reason.map(str::to_owned), Some(key.to_owned()))
    };
    // OData 4.01, Microsoft Graph.
    let gone = removed::<User>(json!({"id": "a", "@removed": {"reason": "changed"}}));
    assert_eq!(both(&gone), expected("a", Some("changed"), "a"));
    assert!(!gone.is_deleted());
    assert!(removed::<User>(json!({"id": "a", "@odata.removed": {"reason": "deleted"}})).is_deleted());
    assert_eq!(
        both(&removed::<User>(json!({"id": "a", "@removed": {}}))),
        expected("a", None, "a")
    );
    let by_id = json!({"@removed": {"reason": "deleted"}, "@id": "Customers('O''Neil')"});
    assert_eq!(
        both(&removed::<Customer>(by_id)),
        expected("Customers('O''Neil')", Some("deleted"), "O'Neil")
    );
    let of_several = json!({"Name": "a,b", "Order": 5, "@removed": {}});
    assert_eq!(
        both(&removed::<Line>(of_several)),
        expected("Order=5,Name=a%2Cb", None, "Order=5,Name=a%2Cb")
    );
    // OData 4.0: the context alone decides.
    let context = "https://h/$metadata#Customers/$deletedEntity";
    let page: DeltaPage<Customer> = page_in(
        Some("https://h/$metadata#Customers/$delta"),
        json!([
            {"@odata.context": context, "id": "https://h/Customers('ANTON')", "reason": "deleted"},
            // Dataverse.
            {"@odata.context": context, "id": "522a2f7c-cb9c-df11-87df-005056c00008", "reason": "deleted"},
            {"CustomerId": "A", "id": "x", "reason": "deleted"},
            // OData 4.01, with the context as well.
            {"@context": context, "@removed": {"reason": "changed"}, "@id": "Customers('B')", "id": "x", "reason": "y"},
        ]),
    );
    let DeltaItem::Removed(first) = &page.value[0] else {
        panic!("{page:?}")
    };
    assert_eq!(
        both(first),
        expected("https://h/Customers('ANTON')", Some("deleted"), "ANTON")
    );
    let DeltaItem::Removed(bare) = &page.value[1] else {
        panic!("{page:?}")
    };
    assert_eq!(bare.key(), Some("522a2f7c-cb9c-df11-87df-005056c00008"));
    assert!(matches!(&page.value[2], DeltaItem::Changed(change) if change.key() == Some("A")));
    let DeltaItem::Removed(both_forms) = &page.value[3] else {
        panic!("{page:?}")
    };
    assert_eq!(both(both_forms), expected("Customers('B')", Some("changed"), "B"));
    // Drives: a facet, which is not one of other types.
    let facet = json!({"id": "d", "deleted": {"state": "deleted"}, "name": "x"});
    assert_eq!(
        both(&removed::<DriveItem>(facet.clone())),
        expected("d", Some("deleted"), "d")
    );
    assert_eq!(
        removed::<DriveItem>(json!({"id": "d", "deleted": {}})).reason,
        None
    );
    assert!(matches!(only::<User>(facet), DeltaItem::Changed(_)));
    assert!(matches!(
        only::<DriveItem>(json!({"id": "d", "deleted": null})),
        DeltaItem::Changed(_)
    ));
}

#[test]
fn a_removed_entity_without_an_id_is_an_error_that_names_the_key() {
    let body = json!({"value": [{"id": "a"}, {"@removed": {}}], "@odata.deltaLink": "https://x"});
    let error = serde_json::from_value::<DeltaPage<User>>(body)
        .unwrap_err()
        .to_string();
    assert!(error.contains("value[1]") && error.contains("`id`"), "{error}");
    let body = json!({"value": [{"Order": 1, "@removed": {}}], "@odata.deltaLink": "https://x"});
    let error = serde_json::from_value::<DeltaPage<Line>>(body)
        .unwrap_err()
        .to_string();
    assert!(error.contains("`Order`, `Name`"), "{error}");
}

#[test]
fn links_and_items_of_other_sets_are_never_a_change_of_the_type() {
    let page: DeltaPage<Customer> = page_in(
        Some("https://h/$metadata#Customers/$delta"),
        json!([
            {"@odata.context": "#Customers/$link", "source": "Customers('A')", "relationship": "Orders", "target": "Orders(1)"},
            {"@odata.context": "#Customers/$deletedLink", "source": "Customers('A')", "relationship": "Orders"},
            {"@odata.context": "https://h/$metadata#Orders/$entity", "CustomerId": "A"},
            {"@odata.context": "https://h/$metadata#Orders/$deletedEntity", "id": "Orders(5)", "reason": "deleted"},
            {"@odata.context": "https://h/$metadata#Customers/$entity", "CustomerId": "B"},
            {"@odata.context": "https://h/$metadata#Customers/n.Vip/$entity", "CustomerId": "C"},
            {"@odata.type": "#n.Supplier", "CustomerId": "D"},
        ]),
    );
    let items = &page.value;
    assert!(matches!(&items[0], DeltaItem::Link(link) if link.target.as_deref() == Some("Orders(1)")));
    assert!(matches!(&items[1], DeltaItem::DeletedLink(link) if link.target.is_none()));
    for (at, set) in [(2, Some("Orders")), (3, Some("Orders")), (6, None)] {
        let DeltaItem::Other(other) = &items[at] else {
            panic!("{:?}", items[at])
        };
        assert_eq!(other.set().as_deref(), set, "{at}");
    }
    assert!(matches!(&items[4], DeltaItem::Changed(_)) && matches!(&items[5], DeltaItem::Changed(_)));
    let DeltaItem::Other(order) = &items[3] else {
        panic!()
    };
    let DeltaItem::Removed(order) = order.read::<User>().unwrap() else {
        panic!()
    };
    assert_eq!(order.key(), Some("5"));

    let mut copy: HashMap<String, Customer> = HashMap::new();
    for (at, expected) in [
        (0, "`Orders` is no change of an entity"),
        (1, "`DeltaItem::Link`"),
        (2, "the set `Orders` is none of a `n.Customer`"),
        (6, "a change of a `n.Supplier`"),
    ] {
        let error = items[at].apply_to(&mut copy).unwrap_err();
        assert!(
            matches!(error, Error::Delta(_)) && error.to_string().contains(expected),
            "{error}"
        );
    }
    assert!(copy.is_empty());
    // Where the set of the page is not known, an item that names one is not taken for a change.
    let unknown = only::<Customer>(json!({"@odata.context": "#Orders/$entity", "CustomerId": "A"}));
    assert!(matches!(unknown, DeltaItem::Other(_)));
}

#[test]
fn changes_of_members_add_up_over_items_and_pages() {
    let mut members: HashMap<String, HashMap<String, DirectoryObject>> = HashMap::new();
    for (items, expected) in [
        (
            json!([
                {"id": "g", "members@delta": [
                    {"@odata.type": "#microsoft.graph.user", "id": "a"},
                    {"@odata.type": "#microsoft.graph.group", "id": "b"}
                ]},
                {"id": "g", "displayName": "no members here"}
            ]),
            vec!["a", "b"],
        ),
        (
            json!([{"id": "g", "members@odata.delta": [{"id": "c"}]}]),
            vec!["a", "b", "c"],
        ),
        (
            json!([{"id": "g", "members@delta": [
                {"@odata.type": "#microsoft.graph.user", "id": "a", "@removed": {"reason": "deleted"}}
            ]}]),
            vec!["b", "c"],
        ),
    ] {
        for item in &page::<Group>(items).value {
            let DeltaItem::Changed(group) = item else { panic!() };
            let of_group = members.entry(group.key().unwrap().to_owned()).or_default();
            for member in group.related(Group::MEMBERS).unwrap() {
                member.apply_to(of_group).unwrap();
            }
            // They are not the value of the property.
            assert_eq!(group.read().unwrap().members, None);
        }
        let mut ids: Vec<_> = members["g"].keys().map(String::as_str).collect();
        ids.sort_unstable();
        assert_eq!(ids, expected);
    }
    let error = changed::<Group>(json!({"id": "g", "members@delta": {}})).related(Group::MEMBERS);
    assert!(error.unwrap_err().to_string().contains("members@delta"));
}

#[test]
fn a_local_copy_is_kept_in_step_by_one_call_an_item() {
    let items = page::<User>(json!([
        {"id": "a", "displayName": "Ann", "age": 1},
        {"id": "b", "displayName": "Bob"},
        {"id": "a", "age": 2},
        {"id": "b", "@removed": {"reason": "changed"}},
        {"id": "never there", "@removed": {"reason": "deleted"}},
        {"id": "c"},
        {"id": "c", "@removed": {}},
        {"id": "c", "mail": "c@x"},
    ]));
    let mut by_hash: HashMap<String, User> = HashMap::new();
    let mut by_order: BTreeMap<String, User> = BTreeMap::new();
    // Twice is once.
    for item in items.value.iter().chain(&items.value) {
        item.apply_to(&mut by_hash).unwrap();
        item.apply_to(&mut by_order).unwrap();
    }
    let ids: Vec<_> = by_order.keys().map(String::as_str).collect();
    assert_eq!(ids, ["a", "c"]);
    assert_eq!(
        (by_order["a"].display_name.as_deref(), by_order["a"].age),
        (Some("Ann"), Some(2))
    );
    assert_eq!(by_order["c"].mail.as_deref(), Some("c@x"));
    assert_eq!(by_hash.len(), 2);

    let mut lines: BTreeMap<String, Line> = BTreeMap::new();
    for item in page::<Line>(json!([{"Order": 1, "Name": "x", "Amount": 2}])).value {
        item.apply_to(&mut lines).unwrap();
    }
    let gone = only::<Line>(json!({"@removed": {}, "@id": "Lines(Name='x',Order=1)"}));
    gone.apply_to(&mut lines).unwrap();
    assert!(lines.is_empty());
}

#[test]
fn what_cannot_be_applied_is_an_error_that_leaves_the_copy_alone() {
    let mut copy: HashMap<String, User> = HashMap::new();
    let error = only::<User>(json!({"mail": "x"}))
        .apply_to(&mut copy)
        .unwrap_err();
    assert!(error.to_string().contains("select the key properties"), "{error}");
    let mut numbers: HashMap<i64, User> = HashMap::new();
    let error = only::<User>(json!({"id": "x"}))
        .apply_to(&mut numbers)
        .unwrap_err();
    assert!(error.to_string().contains("i64"), "{error}");
    assert!(copy.is_empty() && numbers.is_empty());
}

/// A store of the user's own.
#[test]
fn a_store_of_ones_own_is_a_local_copy() {
    #[derive(Default)]
    struct Journal(Vec<String>);
    impl LocalCopy<User> for Journal {
        fn change(&mut self, key: &str, change: &Changed<User>) -> Result<(), Error> {
            self.0.push(format!("{key} {}", change.json().len()));
            Ok(())
        }
        fn remove(&mut self, key: &str, removed: &Removed) -> Result<(), Error> {
            self.0.push(format!("{key} {:?}", removed.reason));
            Ok(())
        }
    }
    let mut journal = Journal::default();
    for item in page::<User>(json!([{"id": "a"}, {"id": "b", "@removed": {"reason": "new in 2031"}}])).value {
        item.apply_to(&mut journal).unwrap();
    }
    assert_eq!(journal.0, ["a 10", "b Some(\"new in 2031\")"]);
}

/// A list of entities has no place for one that was removed.
#[test]
fn a_removed_entity_is_none_of_a_list() {
    for name in ["@removed", "@odata.removed"] {
        let body = json!({"value": [{"id": "a"}, {"id": "b", name: {"reason": "deleted"}}]});
        let error = serde_json::from_value::<Page<User>>(body)
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("value[1]") && error.contains("`DeltaPage`"),
            "{error}"
        );
    }
    let mut user: User = serde_json::from_value(json!({"id": "a"})).unwrap();
    assert!(user.apply(json!({"@removed": {}})).is_err());
}

/// A union's key is that of its variants, a derived type's that of its base.
#[test]
fn the_key_of_unions_and_derived_types_is_found() {
    #[derive(Debug, Entity)]
    #[odata(type = "n.animal")]
    struct Animal {
        #[odata(key)]
        tag: String,
    }
    #[derive(Debug, Entity)]
    #[odata(type = "n.cat", path = "/cats/{tag}")]
    struct Cat {
        #[serde(flatten)]
        #[odata(base)]
        animal: Animal,
        lives: Option<i32>,
    }
    #[derive(Debug, Entity)]
    #[odata(type = "n.animal", path = "/animals/{tag}")]
    enum Any {
        Cat(Cat),
        #[odata(other)]
        Other(Value),
    }
    let items = json!([{"@odata.type": "#n.cat", "tag": "a", "id": "not the key"}, {"@odata.type": "#n.dog", "tag": "b"}]);
    let keys: Vec<_> = page::<Any>(items.clone())
        .value
        .iter()
        .map(|item| item.key().map(str::to_owned))
        .collect();
    assert_eq!(keys, [Some("a".to_owned()), Some("b".to_owned())]);
    let mut any: BTreeMap<String, Any> = BTreeMap::new();
    page::<Any>(items)
        .value
        .iter()
        .try_for_each(|item| item.apply_to(&mut any))
        .unwrap();
    assert!(matches!((&any["a"], &any["b"]), (Any::Cat(cat), Any::Other(_)) if cat.lives.is_none()));
    assert_eq!(only::<Cat>(json!({"tag": "c"})).key(), Some("c"));
}

fn answer(status: u16, headers: &[(&str, &str)], body: &Value) -> http::Response<Vec<u8>> {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    let mut response = response.body(body.to_string().into_bytes()).unwrap();
    let url = "https://graph.microsoft.com/v1.0/users/delta".parse().unwrap();
    response.extensions_mut().insert(AnswerUrl(url));
    response
}

#[test]
fn the_pages_of_a_round_lead_to_a_link_that_is_kept_and_resumed() {
    let first = User::collection()
        .delta()
        .select(User::ID)
        .consistency_eventual()
        .prefer("return=minimal")
        .with_header("Authorization", "secret");
    let mut pager = DeltaPager::new(first.clone());
    assert!(pager.position().is_none());
    // An empty page that goes on is a page.
    let page = answer(
        200,
        &[],
        &json!({"value": [], "@odata.nextLink": "delta?$skiptoken=1"}),
    );
    let page = pager.request().unwrap().read(page).unwrap();
    pager.turn(&page).unwrap();
    assert!(pager.position().unwrap().is_within_round() && pager.link().is_none());
    let second = pager.request().unwrap().to_http(GRAPH).unwrap();
    assert_eq!(
        second.uri().path_and_query().unwrap(),
        "/v1.0/users/delta?$skiptoken=1"
    );
    assert_eq!(second.headers()["consistencylevel"], "eventual");
    let page = answer(
        200,
        &[],
        &json!({"value": [{"id": "a"}], "@odata.deltaLink": "delta?$deltatoken=2"}),
    );
    let page = pager.request().unwrap().read(page).unwrap();
    pager.turn(&page).unwrap();
    assert!(pager.request().is_none());

    let link = pager.link().unwrap();
    let text = serde_json::to_string(link).unwrap();
    assert!(!text.contains("secret"), "{text}");
    assert!(!format!("{link:?}").contains("deltatoken"));
    let kept: DeltaLink = serde_json::from_str(&text).unwrap();
    assert_eq!(&kept, link);
    assert!(!kept.is_within_round());
    // In another process: what the request sets itself counts first, its query options do not go out.
    let resumed = User::collection()
        .delta()
        .select(User::MAIL)
        .prefer("return=representation")
        .resume(&kept);
    let http = resumed.to_http(GRAPH).unwrap();
    assert_eq!(
        http.uri(),
        "https://graph.microsoft.com/v1.0/users/delta?$deltatoken=2"
    );
    assert_eq!(http.headers()["consistencylevel"], "eventual");
    assert_eq!(http.headers()["prefer"], "return=representation");
    // To another authority it does not go.
    let error = resumed.to_http("https://graph.microsoft.us/v1.0").unwrap_err();
    assert!(matches!(error, Error::Link(_)), "{error}");
    // What was stored is not trusted.
    for header in ["Authorization", "host", "a b"] {
        let forged = json!({"link": kept.url(), "headers": [[header, "x"]]});
        let forged: DeltaLink = serde_json::from_value(forged).unwrap();
        let error = User::collection()
            .delta()
            .resume(&forged)
            .to_http(GRAPH)
            .unwrap_err();
        assert!(matches!(error, Error::Header { .. }), "{error}");
    }
    // The delta link that was asked is a legitimate one.
    let mut pager = DeltaPager::new(resumed);
    let same = answer(200, &[], &json!({"value": [], "@odata.deltaLink": kept.url()}));
    let page = pager.request().unwrap().read(same).unwrap();
    pager.turn(&page).unwrap();
    assert_eq!(pager.link().unwrap().url(), kept.url());
}

#[test]
fn pages_that_lead_nowhere_or_do_not_end_are_errors() {
    let request = User::collection().delta();
    let read = |body: Value| {
        request
            .read(answer(200, &[], &body))
            .map(|_| ())
            .unwrap_err()
            .to_string()
    };
    assert!(read(json!({"value": []})).contains("neither a next link nor a delta link"));
    assert!(read(json!({"@odata.deltaLink": "https://x"})).contains("missing field `value`"));
    assert!(read(json!({"value": [], "@odata.nextLink": "delta"})).contains("back to the page it is on"));
    assert!(read(json!({"value": [], "@odata.nextLink": "#"})).contains("nothing but a fragment"));
    assert!(read(json!({"value": [3], "@odata.nextLink": "x"})).contains("value[0]"));

    // In a circle, and for ever.
    let next = |at: u64| {
        let body =
            json!({"value": [], "@odata.nextLink": format!("https://graph.microsoft.com/v1.0/x?{at}")});
        serde_json::from_value::<DeltaPage<User>>(body).unwrap()
    };
    let mut pager = DeltaPager::new(request.clone());
    pager.turn(&next(1)).unwrap();
    pager.turn(&next(2)).unwrap();
    let error = pager.turn(&next(1)).unwrap_err();
    assert!(error.to_string().contains("circle"), "{error}");
    // What was the last good place is where it goes on.
    assert!(pager.position().unwrap().url().ends_with("?2"));
    let mut pager = DeltaPager::new(request).page_limit(5);
    for at in 0..4 {
        pager.turn(&next(at)).unwrap();
    }
    let error = pager.turn(&next(4)).unwrap_err();
    assert!(
        matches!(error, Error::Delta(_)) && error.to_string().contains("after 5 pages"),
        "{error}"
    );
    assert!(pager.request().is_none() && pager.position().unwrap().url().ends_with("?4"));
}

#[test]
fn a_list_that_is_not_tracked_is_an_error_on_its_first_page() {
    let request = User::collection().track_changes();
    let more = json!({"value": [], "@odata.nextLink": "users?2"});
    let error = request.read(answer(200, &[], &more)).unwrap_err();
    assert!(error.to_string().contains("Preference-Applied"), "{error}");
    let error = request.read(answer(200, &[], &json!({"value": []}))).unwrap_err();
    assert!(matches!(error, Error::Delta(_)), "{error}");
    for applied in ["odata.track-changes", "odata.maxpagesize=3, Track-Changes"] {
        let tracked = answer(200, &[("Preference-Applied", applied)], &more);
        assert!(request.read(tracked).is_ok());
    }
    let shown = json!({"value": [], "@odata.deltaLink": "users?3"});
    assert!(request.read(answer(200, &[], &shown)).is_ok());
    // Later pages need not repeat it.
    assert!(request.from_link("users?2").read(answer(200, &[], &more)).is_ok());
}

#[test]
fn a_link_that_expired_is_its_own_error_and_starts_over() {
    let first = User::collection().delta().select(User::ID);
    let request = first
        .clone()
        .from_link("https://graph.microsoft.com/v1.0/users/delta?$deltatoken=1");
    let gone = |status: u16, code: &str, location: Option<&str>| {
        let body = json!({"error": {"code": code, "message": "m", "innerError": {"code": "inner"}}});
        let location: Vec<_> = location.iter().map(|to| ("Location", *to)).collect();
        request.read(answer(status, &location, &body)).unwrap_err()
    };
    let error = gone(
        410,
        "resyncChangesApplyDifferences",
        Some("/v1.0/users/delta?$skiptoken=0"),
    );
    assert_eq!(error.status(), Some(StatusCode::GONE));
    let Error::Resync(resync) = error else {
        panic!("{error}")
    };
    assert_eq!(resync.code(), "resyncChangesApplyDifferences");
    assert!(resync.to_string().contains("starts over") && !format!("{resync:?}").contains("skiptoken"));
    let restarted = request.clone().restart(&resync);
    assert_eq!(target(&restarted, GRAPH), "GET /v1.0/users/delta?$skiptoken=0");
    // Its own beginning, where the service names none, and where that is asked for.
    assert_eq!(
        target(&request.clone().restart_here(), GRAPH),
        "GET /v1.0/users/delta?$select=id"
    );
    let Error::Resync(bare) = gone(410, "x", None) else {
        panic!()
    };
    assert_eq!((bare.code(), bare.location()), ("inner", None));
    assert_eq!(
        target(&request.clone().restart(&bare), GRAPH),
        "GET /v1.0/users/delta?$select=id"
    );
    // Never elsewhere.
    let Error::Resync(evil) = gone(410, "x", Some("https://evil.example/v1.0/users/delta")) else {
        panic!()
    };
    assert!(matches!(
        request.clone().restart(&evil).to_http(GRAPH),
        Err(Error::Link(_))
    ));
    // Services that answer so with another status, by their code.
    assert!(matches!(gone(400, "SyncStateNotFound", None), Error::Resync(_)));
    assert!(matches!(gone(409, "resyncRequired", None), Error::Resync(_)));
    // What is not found is another matter, and so is any other error.
    assert!(matches!(
        gone(404, "Request_ResourceNotFound", None),
        Error::NotFound(_)
    ));
    assert!(matches!(gone(500, "resyncRequired", None), Error::Service(_)));
    assert!(matches!(
        gone(429, "TooManyRequests", None),
        Error::Throttled { .. }
    ));
}

#[test]
fn numbers_as_text_stay_so_when_a_delta_goes_on() {
    let request = User::collection().ieee754_compatible().delta();
    let mut pager = DeltaPager::new(request);
    let page: DeltaPage<User> = page(json!([]));
    pager.turn(&page).unwrap();
    let resumed = User::collection().delta().resume(pager.link().unwrap());
    let http = resumed.to_http_for("https://x", &Profile::odata()).unwrap();
    assert_eq!(
        http.headers()["accept"],
        "application/json;IEEE754Compatible=true"
    );
}

/// A preference that a filter sends of itself is kept, as the link has the filter and the later request has not.
#[test]
fn what_a_filter_prefers_is_kept_with_the_link() {
    #[derive(Debug, Clone, PartialEq, EnumType)]
    #[odata(type = "n.state")]
    enum State {
        Good,
        #[odata(other)]
        Other(String),
    }
    #[derive(Debug, Clone, Entity)]
    #[odata(type = "n.thing", path = "/things/{id}")]
    struct Thing {
        #[odata(key)]
        id: String,
        state: Option<State>,
    }
    let request = Thing::collection()
        .delta()
        .filter(Thing::STATE.eq(State::Other("new".into())));
    let sent = request.to_http(OTHER).unwrap();
    let mut pager = DeltaPager::new(request);
    pager.turn(&page(json!([]))).unwrap();
    let resumed = Thing::collection().delta().resume(pager.link().unwrap());
    let later = resumed.to_http("https://x").unwrap();
    assert_eq!(sent.headers()["prefer"], "include-unknown-enum-members");
    assert_eq!(later.headers().get("prefer"), sent.headers().get("prefer"));
}

/// Whatever bytes come: an error or a page, never a panic, in reading and in what is done with the items.
#[test]
fn any_bytes_are_a_page_or_an_error() {
    let good = json!({"@odata.context": "https://h/$metadata#users/$delta", "value": [
        {"id": "a", "age": 3, "@odata.type": "#microsoft.graph.user", "members@delta": [{"id": "b", "@removed": {}}]},
        {"@odata.context": "#users/$deletedEntity", "id": "users('x,y')", "reason": "deleted"},
        {"@odata.context": "#users/$link", "source": "users('a')", "relationship": "r", "target": "t"},
        {"@odata.id": "users(id='a''b')", "@removed": {"reason": "changed"}},
    ], "@odata.nextLink": "https://h/users/delta?x", "@odata.count": "4"})
    .to_string();
    let mut state = 1_u64;
    let mut next = |end: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % end
    };
    let mut read = 0;
    for _ in 0..4_000 {
        let mut bytes = good.clone().into_bytes();
        for _ in 0..=next(3) {
            let at = next(bytes.len());
            match next(3) {
                0 => bytes[at] = b"\"{}[]:,'()\\#/$@0az"[next(18)],
                1 => drop(bytes.remove(at)),
                _ => bytes.insert(at, b"\"{}[]:,'()\\#/$@0az"[next(18)]),
            }
        }
        let Ok(page) = serde_json::from_slice::<DeltaPage<Group>>(&bytes) else {
            continue;
        };
        read += 1;
        let mut copy: HashMap<String, Group> = HashMap::new();
        for item in &page.value {
            let _ = (format!("{item:?}"), item.apply_to(&mut copy));
            if let DeltaItem::Changed(change) = item {
                let _ = (
                    change.related(Group::MEMBERS),
                    change.property(Group::DISPLAY_NAME),
                    change.etag(),
                );
            }
        }
    }
    assert!(read > 100, "{read}");
}
