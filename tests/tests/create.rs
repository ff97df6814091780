//! Bodies that carry a whole entity: POST and PUT.

use odata_entity::{Entity, Error};
use serde_json::json;

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.assignment", path = "/assignments/{id}")]
struct Assignment {
    #[odata(key)]
    id: Option<String>,
    target: Option<String>,
    #[odata(read_only)]
    created: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.note", type_tag = "never", path = "/notes/{id}")]
struct Note {
    #[odata(key)]
    id: Option<String>,
    text: String,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.policy", path = "/policies/{id}")]
struct Policy {
    #[odata(key)]
    id: Option<String>,
    display_name: String,
    description: Option<String>,
    #[odata(read_only)]
    version: Option<i32>,
    #[odata(immutable)]
    platform: Option<String>,
    #[odata(non_nullable)]
    enabled: Option<bool>,
    tags: Option<Vec<String>>,
    #[odata(null_collection)]
    rules: Option<Vec<String>>,
    #[odata(navigation, deep)]
    assignments: Option<Vec<Assignment>>,
    #[odata(navigation(deep))]
    note: Option<Note>,
    #[odata(navigation)]
    owner: Option<serde_json::Value>,
}

/// Is created with those above it.
#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.folder", path = "/folders/{id}")]
struct Folder {
    name: String,
    #[odata(navigation, deep)]
    parent: Option<Box<Folder>>,
}

/// Named by whoever creates it.
#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.category", path = "/categories/{name}")]
struct Category {
    #[odata(key(client))]
    name: String,
    color: Option<String>,
}

#[test]
fn a_deep_field_can_be_of_its_own_type() {
    let folder: Folder =
        serde_json::from_value(json!({"name": "a", "parent": {"name": "b", "parent": null}})).unwrap();
    assert_eq!(
        json(folder.to_create().to_json().unwrap()),
        r##"{"@odata.type":"#n.folder","name":"a","parent":{"@odata.type":"#n.folder","name":"b"}}"##
    );
}

fn full() -> Policy {
    serde_json::from_value(json!({
        "id": "1", "displayName": "Wi-Fi", "description": "d", "version": 3, "platform": "ios", "enabled": true,
        "tags": ["a"], "rules": ["r"], "owner": {"id": "u"},
        "assignments": [{"id": "a1", "target": "all", "created": "today"}, {"target": null}],
        "note": {"id": "n1", "text": "t"},
    }))
    .unwrap()
}

fn bare() -> Policy {
    serde_json::from_value(json!({"displayName": "Wi-Fi"})).unwrap()
}

fn json(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_create_body_has_what_is_there_and_may_be_said() {
    assert_eq!(
        json(full().to_create().to_json().unwrap()),
        r##"{"@odata.type":"#n.policy","displayName":"Wi-Fi","description":"d","platform":"ios","enabled":true,"tags":["a"],"rules":["r"],"assignments":[{"@odata.type":"#n.assignment","target":"all"},{"@odata.type":"#n.assignment"}],"note":{"text":"t"}}"##
    );
    assert_eq!(
        json(bare().to_create().to_json().unwrap()),
        r##"{"@odata.type":"#n.policy","displayName":"Wi-Fi"}"##
    );
}

#[test]
fn a_create_body_serializes_as_its_json() {
    let entity = full();
    let body = entity.to_create();
    assert_eq!(serde_json::to_vec(&body).unwrap(), body.to_json().unwrap());
    assert_eq!(
        serde_json::to_value(&body).unwrap()["assignments"][0],
        json!({"@odata.type": "#n.assignment", "target": "all"})
    );
    assert!(format!("{body:?}").starts_with(r##"CreateBody({"@odata.type":"#n.policy""##));
}

#[test]
fn creating_posts_that_body_to_the_collection() {
    let http = Policy::collection()
        .create(&full())
        .to_http("https://graph.example/v1.0")
        .unwrap();
    assert_eq!(http.method(), "POST");
    assert_eq!(http.uri(), "https://graph.example/v1.0/policies");
    assert_eq!(http.headers()["content-type"], "application/json");
    assert_eq!(http.body(), &full().to_create().to_json().unwrap());
}

#[test]
fn only_a_key_that_the_client_chooses_is_sent_and_only_when_creating() {
    let category = Category {
        name: "red/1".into(),
        color: None,
    };
    assert_eq!(
        json(category.to_create().to_json().unwrap()),
        r##"{"@odata.type":"#n.category","name":"red/1"}"##
    );
    let put = Category::path(&category.name)
        .put(&category)
        .to_http("https://x")
        .unwrap();
    assert_eq!(put.uri(), "https://x/categories/red%2F1");
    assert_eq!(
        json(put.into_body()),
        r##"{"@odata.type":"#n.category","color":null}"##
    );
    let mut renamed = category.clone();
    renamed.name = "blue".into();
    assert!(matches!(
        odata_entity::Patch::to_json(&category.diff(&renamed)),
        Err(Error::Difference { property, .. }) if property == "name"
    ));
}

#[test]
fn a_put_has_every_writable_property() {
    let put = |policy: &Policy| {
        let http = Policy::path("1").put(policy).to_http("https://x").unwrap();
        assert_eq!(
            (http.method().as_str(), http.uri().path()),
            ("PUT", "/policies/1")
        );
        json(http.into_body())
    };
    assert_eq!(
        put(&full()),
        r##"{"@odata.type":"#n.policy","displayName":"Wi-Fi","description":"d","enabled":true,"tags":["a"],"rules":["r"]}"##
    );
    // What is absent is null where it can be; a collection is empty unless null is its way to be empty.
    assert_eq!(
        put(&bare()),
        r##"{"@odata.type":"#n.policy","displayName":"Wi-Fi","description":null,"tags":[],"rules":null}"##
    );
}

#[test]
fn the_answer_to_a_create_is_the_entity() {
    let request = Category::collection().create(&Category {
        name: "a".into(),
        color: None,
    });
    let mut answer = http::Response::new(br#"{"name":"a","color":"red"}"#.to_vec());
    *answer.status_mut() = http::StatusCode::CREATED;
    let written = request.read(answer).unwrap();
    assert_eq!(written.into_entity().unwrap().color.as_deref(), Some("red"));
}
