//! Names on the wire, taken from serde's attributes, and properties named like our own functions.

use std::collections::BTreeMap;

use odata_entity::{Change, Entity, Error, NonNullChange, Patch};
use serde_json::{Value, json};

fn json(patch: &impl Patch) -> String {
    String::from_utf8(patch.to_json().unwrap()).unwrap()
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.named", type_tag = "never")]
struct Named {
    device_display_name: Option<String>,
    #[serde(rename = "IPAddress")]
    ip_address: Option<String>,
    #[serde(rename(serialize = "written", deserialize = "written"))]
    both_ways: Option<String>,
    #[odata(name = "byHand")]
    #[serde(rename = "byHand")]
    other: Option<String>,
    r#type: Option<String>,
    #[serde(skip)]
    local: u8,
    #[odata(skip)]
    cached: Vec<u8>,
    #[serde(skip_serializing)]
    computed: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[serde(rename_all = "PascalCase")]
#[odata(type = "n.sap", type_tag = "never")]
struct Pascal {
    sales_order: Option<String>,
}

#[test]
fn names_are_serdes() {
    let patch = Named::patch()
        .device_display_name("a")
        .ip_address("b")
        .both_ways("c")
        .other("d")
        .r#type("e");
    assert_eq!(
        json(&patch),
        r#"{"deviceDisplayName":"a","IPAddress":"b","written":"c","byHand":"d","type":"e"}"#
    );
    assert_eq!(Named::IP_ADDRESS.name(), "IPAddress");
    assert_eq!(Named::BOTH_WAYS.name(), "written");
    assert_eq!(Named::TYPE.name(), "type");
    assert_eq!(json(&Pascal::patch().sales_order("1")), r#"{"SalesOrder":"1"}"#);
}

#[test]
fn skipped_fields_are_in_no_body_and_what_serde_does_not_write_is_read_only() {
    let before = Named::default();
    let mut after = Named {
        local: 1,
        cached: vec![1],
        ..Named::default()
    };
    assert!(before.diff(&after).is_empty());
    assert!(after.to_patch().is_empty());
    after.computed = Some("x".into());
    assert!(after.to_patch().is_empty());
    assert!(matches!(
        before.diff(&after).to_json(),
        Err(Error::Difference { property, .. }) if property == "computed"
    ));
    assert_eq!(Named::COMPUTED.name(), "computed");
}

/// Members whose name has an `@` are annotations.
#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "n.file", path = "/files/{id}")]
struct File {
    #[odata(key)]
    id: String,
    name: Option<String>,
    #[serde(rename = "@odata.etag")]
    etag: Option<String>,
    #[serde(rename = "owner@odata.navigationLink")]
    owner_link: Option<String>,
    #[serde(rename = "@microsoft.graph.conflictBehavior")]
    #[odata(annotation)]
    conflict_behavior: Option<String>,
}

#[test]
fn annotations_are_read_and_sent_only_where_marked() {
    let file: File = serde_json::from_value(json!({
        "id": "1", "name": "a", "@odata.etag": "W/\"1\"", "owner@odata.navigationLink": "l",
    }))
    .unwrap();
    assert_eq!(file.etag.as_deref(), Some("W/\"1\""));
    assert_eq!(
        json(&file.to_patch()),
        r##"{"@odata.type":"#n.file","name":"a"}"##
    );
    let mut after = file.clone();
    (after.etag, after.owner_link) = (Some("W/\"2\"".into()), None);
    assert!(file.diff(&after).is_empty(), "an annotation is no property");
    let patch = File::patch().name("b").conflict_behavior("replace");
    assert_eq!(
        json(&patch),
        r##"{"@odata.type":"#n.file","@microsoft.graph.conflictBehavior":"replace","name":"b"}"##
    );
    after = file.clone();
    after.conflict_behavior = Some("fail".into());
    assert_eq!(
        String::from_utf8(after.to_create().to_json().unwrap()).unwrap(),
        r##"{"@odata.type":"#n.file","@microsoft.graph.conflictBehavior":"fail","name":"a"}"##
    );
}

/// A base type, flattened.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.base", is_base)]
struct Base {
    #[odata(key)]
    id: String,
    display_name: Option<String>,
}

/// With the base type and undeclared members.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.derived", base = "n.base", path = "/derived/{id}")]
struct Derived {
    #[serde(flatten)]
    #[odata(base)]
    base: Base,
    pin_length: Option<i32>,
    #[serde(flatten)]
    extra: BTreeMap<String, Value>,
}

fn derived() -> Derived {
    serde_json::from_value(json!({
        "id": "1", "displayName": "a", "pinLength": 4, "ext1": 1, "ext2": {"b": true}, "@odata.etag": "e",
    }))
    .unwrap()
}

#[test]
fn a_flattened_base_and_open_members_are_members_of_the_object() {
    let before = derived();
    assert_eq!(
        json(&before.to_patch()),
        r##"{"@odata.type":"#n.derived","displayName":"a","pinLength":4,"ext1":1,"ext2":{"b":true}}"##
    );
    let mut after = before.clone();
    after.base.display_name = None;
    after.extra.remove("ext1");
    after.extra.insert("new".into(), json!("x"));
    assert_eq!(
        json(&before.diff(&after)),
        r##"{"@odata.type":"#n.derived","displayName":null,"ext1":null,"new":"x"}"##
    );
    let patch = Derived::patch()
        .base(Base::patch().display_name("b"))
        .pin_length(6);
    assert_eq!(
        json(&patch),
        r##"{"@odata.type":"#n.derived","displayName":"b","pinLength":6}"##
    );
}

#[test]
fn an_unsayable_difference_of_the_base_is_named() {
    let before = derived();
    let mut after = before.clone();
    after.base.id = "2".into();
    let patch = before.diff(&after);
    assert!(!patch.is_empty());
    let error = Derived::path("1").patch(&patch).to_http("https://x").unwrap_err();
    assert!(
        matches!(&error, Error::Difference { property, .. } if property == "id"),
        "{error}"
    );
}

/// Properties with the names of everything that the derive or its traits add.
#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.clash", type_tag = "never", path = "/clash/{path}")]
struct Clash {
    path: Option<String>,
    patch: Option<String>,
    is_empty: Option<bool>,
    merge: Option<String>,
    r#type: Option<String>,
    #[serde(rename = "self")]
    self_: Option<String>,
    result: Option<String>,
    url: Option<String>,
    diff: Option<i32>,
    to_patch: Option<i32>,
    to_json: Option<i32>,
    to_create: Option<i32>,
    collection: Option<Vec<i32>>,
    scopes: Option<i32>,
    note: Option<i32>,
    type_name: Option<i32>,
    notes: Option<i32>,
    visit: Option<i32>,
    clone: Option<i32>,
    default: Option<i32>,
    value: Option<i32>,
    before: Option<i32>,
    after: Option<i32>,
    other: Option<i32>,
    s: Option<i32>,
    v: Option<i32>,
    #[odata(non_nullable)]
    into: Option<i32>,
}

#[test]
fn properties_may_have_our_names() {
    let patch = Clash::patch()
        .path("p")
        .patch(None)
        .is_empty(true)
        .merge("m")
        .r#type("t")
        .self_("s")
        .result(None)
        .diff(1)
        .to_json(2)
        .collection(vec![3])
        .notes(4)
        .visit(5)
        .clone(6)
        .default(7)
        .value(8)
        .other(None)
        .s(9)
        .v(10)
        .into(11);
    assert_eq!(
        String::from_utf8(Patch::to_json(&patch).unwrap()).unwrap(),
        r#"{"path":"p","patch":null,"isEmpty":true,"merge":"m","type":"t","self":"s","result":null,"diff":1,"toJson":2,"collection":[3],"notes":4,"visit":5,"clone":6,"default":7,"value":8,"other":null,"s":9,"v":10,"into":11}"#
    );
    assert_eq!(patch.path, Change::Set("p".to_owned()));
    assert_eq!(patch.into, NonNullChange::Set(11));
    // Where a property took the name, the trait has ours.
    assert!(!Patch::is_empty(&patch));
    let mut merged = Clash::patch();
    Patch::merge(&mut merged, patch);
    assert_eq!(merged.merge, Change::Set("m".to_owned()));
    let before = Clash::default();
    let after = Clash {
        self_: Some("x".into()),
        ..Clash::default()
    };
    assert_eq!(json(&before.diff(&after)), r#"{"self":"x"}"#);
    assert_eq!(Clash::path("a").as_str(), Ok("/clash/a"));
    assert_eq!((Clash::PATH.name(), Clash::SELF_.name()), ("path", "self"));
    assert_eq!(<Clash as Entity>::TYPE_NAME, "n.clash");
    assert_eq!(Clash::TYPE_NAME.name(), "typeName");
}

/// Any value type, and borrowed text.
#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.generic", type_tag = "never", path = "/generic/{id}")]
struct Generic<'a, T> {
    #[odata(key)]
    id: std::borrow::Cow<'a, str>,
    text: Option<std::borrow::Cow<'a, str>>,
    value: Option<T>,
    #[odata(non_nullable)]
    all: Option<Vec<T>>,
}

#[test]
fn structs_may_have_lifetimes_and_type_parameters() {
    let before: Generic<'_, i64> = serde_json::from_str(r#"{"id":"1","text":"a","value":1}"#).unwrap();
    let mut after = before.clone();
    (after.value, after.all) = (None, Some(vec![1, 2]));
    assert_eq!(json(&before.diff(&after)), r#"{"value":null,"all":[1,2]}"#);
    let patch = Generic::<'_, bool>::patch()
        .value(true)
        .text(std::borrow::Cow::Borrowed("b"));
    assert_eq!(json(&patch), r#"{"text":"b","value":true}"#);
    let request = Generic::<'_, bool>::path("1").patch(&patch);
    assert_eq!(request.to_http("https://x").unwrap().uri(), "https://x/generic/1");
}
