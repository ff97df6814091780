//! Enums over `Edm.String`: text of which the values are known.

mod common;

use common::service::client;
use futures_util::TryStreamExt as _;
use odata_entity::{Change, EdmValue as _, Entity, EnumType, Function, Page, UnknownMember};
use odata_entity_testing::Service;
use serde_json::{Value, json};

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(
    type = "Edm.String",
    allowed_values = "shop.item/size",
    schema = "schemas/shop.csdl"
)]
enum Size {
    Small,
    Large,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "Edm.String", schema = "schemas/shop.csdl")]
enum Color {
    Red,
    #[odata(name = "it's \"blue\"")]
    Blue,
    #[odata(other)]
    Unheard(String),
}

/// Without a fallback; the names of serde.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumType)]
#[odata(
    type = "Edm.String",
    allowed_values = "shop.grade",
    schema = "schemas/shop.csdl"
)]
enum Grade {
    #[serde(rename = "1st")]
    First,
    #[serde(rename = "2nd")]
    Second,
}

/// A property that lists nothing may have any values.
#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "Edm.String", rename_all = "PascalCase", schema = "schemas/shop.csdl")]
enum Note {
    UnknownFutureValue,
    #[odata(name = "")]
    Empty,
    #[odata(other)]
    Other(Box<str>),
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(
    type = "shop.item",
    path = "/items({code: Size})",
    type_tag = "never",
    schema = "schemas/shop.csdl"
)]
struct Item {
    #[odata(key(client))]
    code: Size,
    size: Option<Size>,
    colors: Option<Vec<Color>>,
    grade: Option<Grade>,
    note: Option<Note>,
    weight: Option<i32>,
}

#[derive(Debug, Function)]
#[odata(
    name = "fitting",
    on(collection = Item),
    returns = Page<Item>,
    schema = "schemas/shop.csdl"
)]
struct Fitting {
    size: Size,
}

fn item(json: Value) -> Item {
    serde_json::from_value(json).unwrap()
}

fn sent(patch: &impl serde::Serialize) -> String {
    serde_json::to_string(patch).unwrap()
}

#[test]
fn a_value_is_written_as_any_text_is() {
    let patch = Item::patch()
        .size(Size::Large)
        .colors(vec![Color::Blue, Color::Red])
        .grade(Grade::First)
        .note(None);
    assert_eq!(
        sent(&patch),
        r#"{"size":"large","colors":["it's \"blue\"","red"],"grade":"1st","note":null}"#
    );
    assert_eq!(
        sent(&Item::patch().size(Change::Set(Size::Other("tiny".into())))),
        r#"{"size":"tiny"}"#
    );
    assert_eq!(
        (Size::EDM.to_string(), Size::Large.json_len()),
        ("Edm.String".to_owned(), 7)
    );
    assert_eq!(Size::TYPE_NAME, "Edm.String");
    let names: Vec<_> = Note::VARIANTS.iter().map(Note::as_str).collect();
    assert_eq!(names, ["UnknownFutureValue", ""]);
}

#[test]
fn an_unknown_value_is_kept_and_sent_back_as_it_came() {
    let before = item(json!({"code": "x", "size": "Large", "colors": ["gr\u{fc}n"]}));
    assert_eq!(before.size, Some(Size::Other("Large".into())));
    assert_eq!(sent(&before.to_patch()), r#"{"size":"Large","colors":["grün"]}"#);
    let after = item(json!({"code": "x", "size": "large", "colors": ["gr\u{fc}n"]}));
    assert_eq!(sent(&before.diff(&after)), r#"{"size":"large"}"#);
    assert!(before.diff(&before.clone()).is_empty());
    assert_eq!(serde_json::to_value(&after.size).unwrap(), "large");
}

#[test]
fn without_a_fallback_an_unknown_value_is_an_error_that_names_the_property() {
    let error: UnknownMember = "3rd".parse::<Grade>().unwrap_err();
    assert_eq!((error.type_name(), error.name()), ("Edm.String", "3rd"));
    assert_eq!(
        error.to_string(),
        "\"3rd\" is none of the values that this build knows: a variant `#[odata(other)] Other(String)` would keep it"
    );
    let error = serde_json::from_value::<Item>(json!({"code": "x", "grade": "3rd"})).unwrap_err();
    let text = error.to_string();
    assert!(
        text.contains("`grade`") && text.contains("is none of the values that this build knows"),
        "{text}"
    );
}

/// The sentinel and the preference belong to enumeration types.
#[test]
fn nothing_of_evolvable_enumerations_concerns_text() {
    let sentinel = item(json!({"code": "x", "size": "unknownFutureValue"}));
    let patch = sentinel.to_patch();
    assert_eq!(sent(&patch), r#"{"size":"unknownFutureValue"}"#);
    let request = Item::path(&Size::Small).patch(&patch);
    let http = request.to_http("https://shop.example").unwrap();
    assert_eq!(http.headers().get("prefer"), None);
}

#[test]
fn literals_and_keys_are_those_of_text() {
    for (filter, text) in [
        (Item::SIZE.eq(Size::Small), "size eq 'small'"),
        (Item::SIZE.ne(None), "size ne null"),
        (
            Item::SIZE.is_in([Size::Small, Size::Other("it's".into())]),
            "size in ('small','it''s')",
        ),
        (Item::SIZE.starts_with("sm"), "startswith(size,'sm')"),
        (Item::SIZE.gt(Size::Large), "size gt 'large'"),
        (
            Item::COLORS.any(|color| color.eq(Color::Blue)),
            "colors/any(x:x eq 'it''s \"blue\"')",
        ),
        (Item::CODE.bare().eq(Size::Large), "code eq 'large'"),
    ] {
        assert_eq!(filter.as_str(), Ok(text));
    }
    assert_eq!(Item::path(&Size::Small).as_str(), Ok("/items('small')"));
    assert_eq!(
        Item::path(Size::Other("it's/".into())).as_str(),
        Ok("/items('it%27%27s%2F')")
    );
    let call = Item::collection().call(&Fitting { size: Size::Large });
    let http = call.to_http("https://shop.example").unwrap();
    assert_eq!(http.uri().path(), "/items/fitting(size='large')");
}

#[tokio::test]
async fn a_service_is_patched_read_and_filtered_by_values() {
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/shop.csdl");
    let service = Service::from_csdl(schema)
        .adjust("shop.item", odata_entity_testing::EntityType::client_keys)
        .insert(
            "/items('small')",
            json!({"size": "small", "colors": ["red"], "note": ""}),
        )
        .insert("/items('new')", json!({"size": "enormous"}))
        .start()
        .await;
    let client = client(&service);
    let path = Item::path(&Size::Small);
    let patch = Item::patch()
        .size(Size::Large)
        .colors(vec![Color::Blue])
        .grade(Grade::Second);
    client.send(path.patch(&patch)).await.unwrap();
    let read = client.send(path.get()).await.unwrap();
    assert_eq!(
        read,
        item(
            json!({"code": "small", "size": "large", "colors": ["it's \"blue\""], "grade": "2nd", "note": ""})
        )
    );
    assert_eq!(read.note, Some(Note::Empty));
    let unknown = client
        .send(Item::path(Size::Other("new".into())).get())
        .await
        .unwrap();
    assert_eq!(unknown.size, Some(Size::Other("enormous".into())));
    let created = Item {
        code: Size::Large,
        size: Some(Size::Large),
        ..unknown.clone()
    };
    client.send(Item::collection().create(&created)).await.unwrap();
    let large: Vec<Item> = client
        .items(Item::collection().list().filter(Item::SIZE.eq(Size::Large)))
        .try_collect()
        .await
        .unwrap();
    let codes: Vec<_> = large.into_iter().map(|item| item.code).collect();
    assert_eq!(codes, [Size::Small, Size::Large]);
}
