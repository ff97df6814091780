//! Orders and their items, whose paths have keys in parentheses; and answers to requests for them.
#![allow(dead_code, reason = "each test binary uses its own part of this module")]

use super::clock::TestClock;
use odata_entity::{Client, Entity, FixedToken, Page, Request};
use odata_entity_testing::{EntityType, Fault, Property, Service};

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "shop.order", path = "/Orders({orderId:i32})")]
pub struct Order {
    #[odata(key)]
    pub id: i32,
    pub name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "shop.orderItem", path = "/Orders({orderId:i32})/items({itemId:i32})")]
pub struct Item {
    #[odata(key)]
    pub id: i32,
    #[odata(read_only)]
    #[serde(rename = "@odata.context")]
    pub context: Option<String>,
}

pub fn items() -> Request<Page<Item>> {
    Item::collection(1).list()
}

pub async fn shop() -> Service {
    let order = EntityType::new("shop.order")
        .key("id")
        .property(Property::int32("id").non_nullable())
        .property(Property::string("name"));
    Service::builder()
        .base_path("/shop")
        .entity_set("/Orders({id})", order)
        .start()
        .await
}

pub fn client(service: &Service) -> Client {
    Client::builder(service.base_url(), FixedToken::new(service.token()))
        .clock(TestClock::new())
        .build()
        .unwrap()
}

/// Answers one request to a path, which is below `/shop`, with this body.
pub fn once(service: &Service, path: &str, body: &serde_json::Value) {
    let fault = Fault::status(200).body("application/json", body.to_string());
    service.inject(fault.path(path).once());
}

pub fn targets(service: &Service) -> Vec<String> {
    service
        .requests()
        .into_iter()
        .map(|request| request.target)
        .collect()
}

pub const ITEMS: &str = "/Orders(1)/items";
