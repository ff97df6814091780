//! The types that are read, and what all of these tests use.

pub(crate) use http::StatusCode;
pub(crate) use odata_entity::delta::{Changed, DeltaPager, LocalCopy, Removed};
pub(crate) use odata_entity::{
    AnswerUrl, Change, DeltaItem, DeltaLink, DeltaPage, Entity, EnumType, Error, Function, Page, Profile,
    Request, path,
};
pub(crate) use serde_json::{Value, json};
pub(crate) use std::collections::{BTreeMap, HashMap};

pub(crate) const GRAPH: &str = "https://graph.microsoft.com/v1.0";
pub(crate) const OTHER: &str = "https://odata.example/v4";

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
pub(crate) struct User {
    #[odata(key)]
    pub(crate) id: String,
    pub(crate) display_name: Option<String>,
    pub(crate) mail: Option<String>,
    pub(crate) age: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.directoryObject",
    is_base,
    path = "/directoryObjects/{objectId}"
)]
pub(crate) struct DirectoryObject {
    #[odata(key)]
    pub(crate) id: String,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.group", path = "/groups/{groupId}")]
pub(crate) struct Group {
    #[odata(key)]
    pub(crate) id: String,
    pub(crate) display_name: Option<String>,
    #[odata(navigation)]
    pub(crate) members: Option<Vec<DirectoryObject>>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(
    type = "microsoft.graph.driveItem",
    path(root = "/me/drive/root"),
    path = "/me/drive/items/{itemId}"
)]
pub(crate) struct DriveItem {
    #[odata(key)]
    pub(crate) id: String,
    pub(crate) name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "PascalCase")]
#[odata(type = "n.Customer", path = "/Customers({CustomerId})")]
pub(crate) struct Customer {
    #[odata(key)]
    pub(crate) customer_id: String,
    pub(crate) id: Option<String>,
    pub(crate) reason: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "PascalCase")]
#[odata(type = "n.OrderLine", path = "/Lines(Order={Order},Name={Name})")]
pub(crate) struct Line {
    #[odata(key)]
    pub(crate) order: i32,
    #[odata(key)]
    pub(crate) name: String,
    pub(crate) amount: Option<i32>,
}

#[derive(Function)]
#[odata(name = "delta", on(collection = User), returns = DeltaPage<User>)]
pub(crate) struct OwnDelta {}

pub(crate) fn target<R>(request: &Request<R>, base: &str) -> String {
    let http = request.to_http(base).unwrap();
    let target = http.uri().path_and_query().unwrap().as_str();
    format!("{} {}", http.method(), target)
}

pub(crate) fn page<E: Entity>(value: Value) -> DeltaPage<E> {
    page_in(None, value)
}

pub(crate) fn page_in<E: Entity>(context: Option<&str>, value: Value) -> DeltaPage<E> {
    let body = json!({"@odata.context": context, "value": value, "@odata.deltaLink": "https://x/delta"});
    serde_json::from_value(body).unwrap()
}

pub(crate) fn only<E: Entity>(item: Value) -> DeltaItem<E> {
    page::<E>(json!([item])).value.pop().unwrap()
}

pub(crate) fn changed<E: Entity>(item: Value) -> Changed<E> {
    match only(item) {
        DeltaItem::Changed(changed) => changed,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn removed<E: Entity>(item: Value) -> Removed {
    match only::<E>(item) {
        DeltaItem::Removed(removed) => removed,
        other => panic!("{other:?}"),
    }
}
