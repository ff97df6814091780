//! A service's types: properties of each kind.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use odata_entity::edm::{Binary, Duration};
use odata_entity::{Action, ComplexType, Entity, EnumType, Flags, Function, Page, Single};
use rust_decimal::Decimal;
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "fleet.device",
    path(path = "/Devices('{deviceId}')", by_segment = "/Devices/{deviceId}")
)]
pub struct Device {
    #[odata(key)]
    pub id: String,
    pub name: Option<String>,
    pub count: Option<i32>,
    pub size: Option<i64>,
    pub ratio: Option<f64>,
    pub price: Option<Decimal>,
    pub serial: Option<Uuid>,
    pub seen: Option<DateTime<FixedOffset>>,
    pub day: Option<NaiveDate>,
    pub at: Option<NaiveTime>,
    pub lasts: Option<Duration>,
    pub is_on: Option<bool>,
    pub raw: Option<Binary>,
    pub state: Option<State>,
    pub colors: Option<Flags<Color>>,
    pub tags: Option<Vec<String>>,
    pub address: Option<Address>,
    #[odata(navigation)]
    pub owner: Option<Box<Person>>,
    #[odata(navigation)]
    pub parts: Option<Vec<Part>>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "fleet.phone", base = "fleet.device", path = "/Phones({number:i32})")]
pub struct Phone {
    pub number: Option<i32>,
    #[odata(navigation)]
    pub device: Option<Box<Device>>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "fleet.person", path = "/People(id={id:i32},place='{place}')")]
pub struct Person {
    pub name: Option<String>,
    pub age: Option<i32>,
    #[odata(navigation)]
    pub devices: Option<Vec<Device>>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "fleet.part", path = "/Parts({id: Uuid})")]
pub struct Part {
    pub label: Option<String>,
    pub weight: Option<f64>,
    #[odata(navigation)]
    pub maker: Option<Person>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "fleet.address")]
pub struct Address {
    pub city: Option<String>,
    pub number: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "fleet.state")]
pub enum State {
    Ready,
    InError,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumType)]
#[odata(type = "fleet.color", flags)]
pub enum Color {
    Red = 1,
    Blue = 2,
}

/// A function with a parameter of each kind.
#[derive(Debug, Clone, Function)]
#[odata(name = "fleet.report", on = Device, on(collection = Device), returns = Page<Device>)]
pub struct Report {
    pub text: Option<String>,
    pub number: Option<i64>,
    pub day: Option<NaiveDate>,
    pub seen: Option<DateTime<FixedOffset>>,
    pub serial: Option<Uuid>,
    pub lasts: Option<Duration>,
    pub state: Option<State>,
    pub colors: Option<Flags<Color>>,
    #[odata(quoted)]
    pub kind: Option<State>,
    #[odata(alias)]
    pub title: Option<String>,
    pub tags: Option<Vec<String>>,
    pub address: Option<Address>,
}

#[derive(Debug, Clone, Function)]
#[odata(path = "/total", returns = Single<i32>)]
pub struct Total;

#[derive(Debug, Clone, Action)]
#[odata(name = "fleet.wipe", on = Device)]
pub struct Wipe {}
