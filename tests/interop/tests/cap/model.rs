//! The entities of the service, as a user of it would write them.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Utc};
use odata_entity::edm::Binary;
use odata_entity::{Action, ComplexType, Entity, Function, Page, Related, Single};
use rust_decimal::Decimal;
use serde_json::Value;
use uuid::Uuid;

#[derive(Debug, Clone, Default, PartialEq, Entity)]
#[odata(type = "Shop.Customers", path = "/Customers('{customerId}')")]
pub struct Customer {
    #[odata(key(client))]
    pub id: String,
    pub name: Option<String>,
    pub email: Option<String>,
    pub vip: Option<bool>,
    pub tags: Option<Vec<String>>,
    pub lines: Option<Vec<Line>>,
    #[serde(rename = "createdAt")]
    #[odata(read_only)]
    pub created_at: Option<DateTime<Utc>>,
    #[odata(navigation)]
    pub orders: Option<Vec<Order>>,
}

#[derive(Debug, Clone, Default, PartialEq, ComplexType)]
#[odata(type = "Shop.Customers_lines", type_tag = "never")]
pub struct Line {
    pub text: Option<String>,
    pub n: Option<i32>,
}

#[derive(Debug, Clone, Default, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "Shop.Orders",
    path = "/Orders({orderId: uuid::Uuid})",
    etag = "required"
)]
pub struct Order {
    #[serde(rename = "ID")]
    #[odata(key(client))]
    pub id: Option<Uuid>,
    #[odata(read_only)]
    pub modified_at: Option<DateTime<FixedOffset>>,
    pub order_no: Option<String>,
    pub status: Option<String>,
    #[odata(read_only)]
    #[serde(rename = "customer_id")]
    pub customer_id: Option<String>,
    #[serde(rename = "shipTo_city")]
    pub city: Option<String>,
    pub total: Option<Decimal>,
    #[odata(navigation)]
    pub customer: Option<Box<Customer>>,
    #[odata(navigation(deep))]
    pub items: Option<Vec<Item>>,
    #[odata(navigation(deep))]
    pub notes: Option<Vec<Note>>,
}

#[derive(Debug, Clone, Default, PartialEq, Entity)]
#[odata(
    type = "Shop.OrderItems",
    path = "/OrderItems(order_ID={orderId: uuid::Uuid},pos={pos: i32})",
    path(of_order = "/Orders({orderId: uuid::Uuid})/items(order_ID={orderId2: uuid::Uuid},pos={pos: i32})")
)]
pub struct Item {
    #[odata(key(client))]
    pub pos: Option<i32>,
    pub product: Option<String>,
    pub quantity: Option<i32>,
    pub price: Option<Decimal>,
}

#[derive(Debug, Clone, Default, PartialEq, Entity)]
#[odata(type = "Shop.Orders_notes")]
pub struct Note {
    #[odata(key(client))]
    pub id: Option<i32>,
    pub text: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Entity)]
#[odata(
    type = "Shop.Prices",
    path = "/Prices(sku={sku},validFrom={validFrom: chrono::NaiveDate},region={region: i64})"
)]
pub struct Price {
    #[odata(key(client))]
    pub sku: String,
    #[serde(rename = "validFrom")]
    #[odata(key(client))]
    pub valid_from: Option<NaiveDate>,
    #[odata(key(client))]
    pub region: i64,
    pub amount: Option<Decimal>,
    pub currency: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Entity)]
#[odata(type = "Shop.AllTypes", path = "/AllTypes({id: i32})")]
pub struct AllTypes {
    #[odata(key(client))]
    pub id: i32,
    pub bool: Option<bool>,
    pub u8: Option<u8>,
    pub i16: Option<i16>,
    pub i32: Option<i32>,
    pub i64: Option<i64>,
    pub dbl: Option<f64>,
    pub dec: Option<Decimal>,
    pub decfree: Option<Decimal>,
    pub d: Option<NaiveDate>,
    pub t: Option<NaiveTime>,
    pub dt: Option<DateTime<FixedOffset>>,
    pub ts: Option<DateTime<FixedOffset>>,
    pub s: Option<String>,
    pub ls: Option<String>,
    pub uid: Option<Uuid>,
    pub bin: Option<Binary>,
    pub lbin: Option<Binary>,
    #[odata(non_nullable)]
    pub nn: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Entity)]
#[odata(type = "Shop.Docs", path = "/Docs({id: uuid::Uuid})")]
pub struct Doc {
    #[odata(key(client))]
    pub id: Option<Uuid>,
    pub name: Option<String>,
    #[odata(stream)]
    pub content: Option<Value>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(
    type = "Shop.KeyDate",
    path = "/KeyDate({at: chrono::DateTime<chrono::FixedOffset>})"
)]
pub struct KeyDate {
    #[odata(key(client))]
    pub at: DateTime<FixedOffset>,
    pub name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(
    type = "Shop.KeyBool",
    path = "/KeyBool(flag={flag: bool},uid={uid: uuid::Uuid})"
)]
pub struct KeyBool {
    #[odata(key(client))]
    pub flag: bool,
    #[odata(key(client))]
    pub uid: Uuid,
    pub name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "Shop.KeyDec", path = "/KeyDec({amount: rust_decimal::Decimal})")]
pub struct KeyDec {
    #[odata(key(client))]
    pub amount: Decimal,
    pub name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "Shop.KeyTime", path = "/KeyTime({t: chrono::NaiveTime})")]
pub struct KeyTime {
    #[odata(key(client))]
    pub t: NaiveTime,
    pub name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "Shop.KeyBin", path = "/KeyBin({b: odata_entity::edm::Binary})")]
pub struct KeyBin {
    #[odata(key(client))]
    pub b: Binary,
    pub name: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Entity)]
#[odata(type = "Shop.Many", path = "/Many({id: i32})")]
pub struct Many {
    #[odata(key(client))]
    pub id: i32,
    pub name: Option<String>,
    pub grp: Option<i32>,
}

#[derive(Debug, Clone, Default, PartialEq, Entity)]
#[odata(type = "Shop.Config", path = "/Config")]
pub struct Config {
    #[odata(key)]
    pub id: i32,
    pub name: Option<String>,
    pub limit: Option<i32>,
}

#[derive(Debug, Clone, Default, PartialEq, Entity)]
#[odata(type = "Shop.Tree", path = "/Tree({id: i32})")]
pub struct Tree {
    #[odata(key(client))]
    pub id: i32,
    pub name: Option<String>,
    #[odata(navigation)]
    pub parent: Option<Box<Tree>>,
    #[odata(navigation)]
    pub children: Option<Related<Tree>>,
}

#[derive(Debug, Clone, Default, Action)]
#[odata(name = "Shop.confirm", on = Order, returns = Order)]
pub struct Confirm {
    pub reason: Option<String>,
    pub at: Option<DateTime<FixedOffset>>,
}

#[derive(Debug, Clone, Default, Function)]
#[odata(name = "Shop.itemCount", on = Order, returns = Single<i32>)]
pub struct ItemCount;

#[derive(Debug, Clone, Default, Action)]
#[odata(name = "reset", path = "/reset")]
pub struct Reset;

#[derive(Debug, Clone, Default, Function)]
#[odata(name = "add", path = "/add", returns = Single<i32>)]
pub struct Add {
    pub a: i32,
    pub b: i32,
}

#[derive(Debug, Clone, Default, Function)]
#[odata(name = "topCustomers", path = "/topCustomers", returns = Page<Customer>)]
pub struct TopCustomers {
    pub n: i32,
}
