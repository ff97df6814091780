//! Complex values, unions, flags, inheritance, open types: written, read and compared.

use std::collections::BTreeMap;

use odata_entity::{Change, ComplexType, EdmValue, Entity, EnumType, Error, Flags, Patch, Property, TypeTag};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.mimeContent")]
struct MimeContent {
    /// The content's media type.
    r#type: Option<String>,
    value: Option<odata_entity::edm::Binary>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.windows10NetworkProxyServer", merge)]
struct ProxyServer {
    address: Option<String>,
    exceptions: Option<Vec<String>>,
    #[odata(non_nullable)]
    use_for_local_addresses: Option<bool>,
    icon: Option<MimeContent>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.allLicensedUsersAssignmentTarget",
    base = "microsoft.graph.assignmentTarget"
)]
struct AllLicensedUsers {}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.groupAssignmentTarget",
    base = "microsoft.graph.assignmentTarget"
)]
struct Group {
    group_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "microsoft.graph.assignmentTarget")]
enum Target {
    AllLicensedUsers(AllLicensedUsers),
    Group(Group),
    #[odata(other)]
    Unknown(Value),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.dayOfWeek")]
enum Day {
    Sunday,
    Monday,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.accountProtection", flags)]
enum Protection {
    None,
    Camera,
    Microphone,
    #[odata(value = 8)]
    Location,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize, EdmValue)]
#[serde(transparent)]
struct Minutes(i64);

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.deviceConfiguration",
    path = "/configurations/{id}",
    is_base
)]
struct Configuration {
    #[odata(key)]
    id: String,
    /// Shown to people.
    display_name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.windows10GeneralConfiguration",
    path = "/configurations/{id}"
)]
struct Windows10 {
    #[serde(flatten)]
    #[odata(base)]
    base: Configuration,
    proxy: Option<ProxyServer>,
    icon: Option<MimeContent>,
    target: Option<Target>,
    targets: Option<Vec<Target>>,
    days: Option<Vec<Day>>,
    protection: Option<Flags<Protection>>,
    timeout: Option<Minutes>,
    #[odata(serde)]
    address: Option<std::net::IpAddr>,
    labels: Option<BTreeMap<String, String>>,
    #[odata(patch_group = "photo")]
    photo: Option<String>,
    #[odata(navigation)]
    owners: Option<Vec<Value>>,
    #[serde(flatten)]
    #[odata(open)]
    extra: BTreeMap<String, Value>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "microsoft.graph.group", is_base)]
struct GroupedBase {
    name: Option<String>,
    #[odata(patch_group = "visibility")]
    hidden: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "microsoft.graph.derivedGroup", path = "/groups/{id}")]
struct Grouped {
    #[serde(flatten)]
    #[odata(base)]
    base: GroupedBase,
    size: Option<i32>,
    #[odata(patch_group = "photo")]
    photo: Option<String>,
}

fn read(value: Value) -> Windows10 {
    serde_json::from_value(value).unwrap()
}

fn example() -> Windows10 {
    read(json!({
        "id": "1",
        "displayName": "a",
        "proxy": {"address": "p", "exceptions": ["x"], "useForLocalAddresses": true},
        "target": {"groupId": "g", "@odata.type": "#microsoft.graph.groupAssignmentTarget"},
        "protection": "camera,unheardOf",
        "labels": {"a": "1", "b": "2"},
        "extra1": 5,
        "extra1@odata.type": "#Int64",
        "@odata.etag": "W/\"1\"",
    }))
}

fn body(patch: &impl Patch) -> Value {
    serde_json::from_slice(&patch.to_json().unwrap()).unwrap()
}

#[test]
fn a_complex_value_is_set_whole_or_patched_in_part() {
    let whole = Windows10::patch().icon(MimeContent {
        r#type: Some("image/png".into()),
        value: Some(b"ab".into()),
    });
    assert_eq!(
        body(&whole)["icon"],
        json!({"type": "image/png", "value": "YWI="})
    );
    let part = Windows10::patch().icon(MimeContent::patch().r#type(None));
    assert_eq!(body(&part)["icon"], json!({"type": null}));
    assert_eq!(body(&Windows10::patch().icon(None))["icon"], Value::Null);
    let mut merged = whole.clone();
    merged.merge(part);
    assert_eq!(body(&merged)["icon"], json!({"type": null, "value": "YWI="}));
}

#[test]
fn a_difference_takes_a_complex_value_whole_unless_it_is_marked_merge() {
    let mut before = example();
    before.icon = Some(MimeContent {
        r#type: Some("a".into()),
        value: Some(b"b".into()),
    });
    let mut after = before.clone();
    after.icon.as_mut().unwrap().r#type = Some("c".into());
    after.proxy.as_mut().unwrap().address = None;
    assert_eq!(
        body(&before.diff(&after)),
        json!({
            "@odata.type": "#microsoft.graph.windows10GeneralConfiguration",
            "proxy": {"address": null},
            "icon": {"type": "c", "value": "Yg=="},
        })
    );
    let mut gone = before.clone();
    gone.proxy.as_mut().unwrap().use_for_local_addresses = None;
    let error = before.diff(&gone).to_json().unwrap_err();
    assert_eq!(
        error.to_string(),
        "a patch cannot express that `proxy/useForLocalAddresses` is gone: it is not nullable"
    );
}

#[test]
fn tags_inside_a_body_follow_the_policy() {
    let patch = Windows10::patch()
        .icon(MimeContent {
            r#type: None,
            value: None,
        })
        .target(Target::from(AllLicensedUsers {}));
    let sent = |tag| {
        let path = Windows10::path("1").type_tag(tag);
        serde_json::from_slice::<Value>(path.patch(&patch).to_http("https://x").unwrap().body()).unwrap()
    };
    let target = json!({"@odata.type": "#microsoft.graph.allLicensedUsersAssignmentTarget"});
    assert_eq!(body(&patch)["icon"], json!({}));
    assert_eq!(body(&patch)["target"], target);
    assert_eq!(
        sent(TypeTag::Always)["icon"],
        json!({"@odata.type": "#microsoft.graph.mimeContent"})
    );
    assert_eq!(sent(TypeTag::Never), json!({"icon": {}, "target": target}));
    // The request has the last word, after the body was written.
    let request = Windows10::path("1")
        .patch(&patch)
        .type_tag(TypeTag::Always)
        .to_http("https://x")
        .unwrap();
    assert_eq!(
        String::from_utf8_lossy(request.body()),
        concat!(
            r##"{"@odata.type":"#microsoft.graph.windows10GeneralConfiguration","##,
            r##""icon":{"@odata.type":"#microsoft.graph.mimeContent"},"##,
            r##""target":{"@odata.type":"#microsoft.graph.allLicensedUsersAssignmentTarget"}}"##
        )
    );
}

#[test]
fn unions_are_chosen_by_tag_and_unknown_types_survive() {
    let entity = example();
    assert_eq!(
        entity.target,
        Some(Target::Group(Group {
            group_id: Some("g".into())
        }))
    );
    let unknown = json!({"@odata.type": "microsoft.graph.martianTarget", "z": 1.5, "a": [null]});
    let entity = read(
        json!({"id": "1", "targets": [unknown, {"@odata.type": "#microsoft.graph.allLicensedUsersAssignmentTarget"}]}),
    );
    assert_eq!(
        body(&entity.to_patch())["targets"],
        json!([unknown, {"@odata.type": "#microsoft.graph.allLicensedUsersAssignmentTarget"}])
    );
}

#[test]
fn flags_keep_unknown_names_and_know_the_zero_member() {
    let flags = example().protection.unwrap();
    assert!(flags.contains(&Protection::Camera));
    assert_eq!(flags.to_string(), "camera,unheardOf");
    assert_eq!(
        (flags.clone() | Protection::Microphone).to_string(),
        "camera,microphone,unheardOf"
    );
    assert_eq!((flags.clone() - Protection::Camera).to_string(), "unheardOf");
    assert_eq!((flags & Protection::Camera).to_string(), "camera");
    let none: Flags<Protection> = serde_json::from_value(json!("none")).unwrap();
    assert!(none.is_empty() && none.contains(&Protection::None));
    assert_eq!(serde_json::to_value(&none).unwrap(), json!("none"));
    let numbered: Flags<Protection> = serde_json::from_value(json!(1 | 8 | 64)).unwrap();
    assert_eq!(numbered.to_string(), "camera,location,64");
    assert!(serde_json::from_value::<Flags<Protection>>(json!("camera,,location")).is_err());
    assert_eq!(
        body(&Windows10::patch().protection(Protection::Location))["protection"],
        json!("location")
    );
    let http = Windows10::path("1")
        .patch(&example().to_patch())
        .to_http("https://x");
    assert!(
        matches!(http, Err(Error::PatchGroups { .. }))
            || http.unwrap().headers()["prefer"] == "include-unknown-enum-members"
    );
}

#[test]
fn a_base_is_embedded_and_its_properties_are_the_derived_types() {
    let patch = Windows10::patch()
        .base(Configuration::patch().display_name("b"))
        .timeout(Minutes(5));
    assert_eq!(
        String::from_utf8(patch.to_json().unwrap()).unwrap(),
        r##"{"@odata.type":"#microsoft.graph.windows10GeneralConfiguration","displayName":"b","timeout":5}"##
    );
    assert_eq!(patch.base.display_name, Change::Set("b".to_owned()));
    let name: Property<Windows10, String> = Configuration::DISPLAY_NAME.of();
    assert_eq!(name.eq("x").as_str(), Ok("displayName eq 'x'"));
    let mut after = example();
    after.base.id = "2".into();
    let error = example().diff(&after).to_json().unwrap_err();
    assert!(
        matches!(&error, Error::Difference { property, .. } if property == "id"),
        "{error}"
    );
}

#[test]
fn open_members_and_dictionaries_say_only_what_changed() {
    let before = example();
    let mut after = before.clone();
    after.labels = Some(BTreeMap::from([
        ("b".to_owned(), "2".to_owned()),
        ("c".to_owned(), "3".to_owned()),
    ]));
    after.extra.insert("extra1".into(), json!(6));
    after.extra.insert("extra2".into(), json!("x"));
    assert_eq!(
        body(&before.diff(&after)),
        json!({
            "@odata.type": "#microsoft.graph.windows10GeneralConfiguration",
            "labels": {"a": null, "c": "3"},
            "extra1@odata.type": "#Int64", "extra1": 6,
            "extra2": "x",
        })
    );
    assert_eq!(body(&after.diff(&before))["extra2"], Value::Null);
    assert!(
        !body(&before.to_patch())
            .as_object()
            .unwrap()
            .contains_key("@odata.etag")
    );
}

#[test]
fn a_mix_of_patch_groups_is_refused_and_split() {
    let patch = Windows10::patch().photo("p").timeout(Minutes(1));
    let error = Windows10::path("1")
        .patch(&patch)
        .to_http("https://x")
        .unwrap_err();
    assert!(error.to_string().contains("`photo`"), "{error}");
    let parts: Vec<_> = patch.split().iter().map(body).collect();
    let tag = "#microsoft.graph.windows10GeneralConfiguration";
    assert_eq!(
        parts,
        [
            json!({"@odata.type": tag, "timeout": 1}),
            json!({"@odata.type": tag, "photo": "p"})
        ]
    );
}

/// The base type has another group.
#[test]
fn patch_groups_of_the_base_type_count_too() {
    let patch = Grouped::patch()
        .base(GroupedBase::patch().hidden("h").name("n"))
        .photo("p");
    for mixed in [
        Grouped::patch().base(GroupedBase::patch().hidden("h").name("n")),
        Grouped::patch().base(GroupedBase::patch().hidden("h")).photo("p"),
        Grouped::patch().base(GroupedBase::patch().hidden("h")).size(1),
    ] {
        let error = Grouped::path("1").patch(&mixed).to_http("https://x").unwrap_err();
        assert!(error.to_string().contains("`visibility`"), "{error}");
    }
    let parts: Vec<_> = patch.split().iter().map(body).collect();
    let tag = "#microsoft.graph.derivedGroup";
    assert_eq!(
        parts,
        [
            json!({"@odata.type": tag, "name": "n"}),
            json!({"@odata.type": tag, "photo": "p"}),
            json!({"@odata.type": tag, "hidden": "h"}),
        ]
    );
    // Each part by itself, and a group of each type's own, goes.
    let alone = Grouped::patch().base(GroupedBase::patch().name("n")).size(1);
    assert!(Grouped::path("1").patch(&alone).to_http("https://x").is_ok());
}

#[test]
fn a_foreign_type_is_written_by_its_serialize() {
    let address: std::net::IpAddr = "127.0.0.1".parse().unwrap();
    assert_eq!(
        body(&Windows10::patch().address(address))["address"],
        json!("127.0.0.1")
    );
    let mut after = example();
    after.address = Some(address);
    assert_eq!(body(&example().diff(&after))["address"], json!("127.0.0.1"));
}

#[test]
fn binding_a_link_is_enough_to_send() {
    let patch = Windows10::patch().bind(Windows10::OWNERS, &Configuration::path("a b"));
    assert!(!patch.is_empty());
    let http = Windows10::path("1")
        .patch(&patch)
        .type_tag(TypeTag::Never)
        .to_http("https://x/v1.0")
        .unwrap();
    assert_eq!(
        String::from_utf8_lossy(http.body()),
        r#"{"owners@odata.bind":["https://x/v1.0/configurations/a%20b"]}"#
    );
}

/// `Self` in a field's type is the type, in the patch as well.
#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "n.node")]
struct Node {
    name: Option<String>,
    children: Option<Vec<Self>>,
}

#[test]
fn a_type_can_be_named_self_in_its_own_fields() {
    let leaf = Node {
        name: Some("b".into()),
        children: None,
    };
    let patch = Node::patch().children(vec![leaf]);
    let json = patch.to_json().unwrap();
    assert_eq!(json, br##"{"@odata.type":"#n.node","children":[{"name":"b"}]}"##);
}
