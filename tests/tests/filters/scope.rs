//! The types that expressions are over, and what all of these tests use.

pub(crate) use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
pub(crate) use odata_entity::edm::Duration;
pub(crate) use odata_entity::query::Expr;
pub(crate) use odata_entity::{
    ComplexType, EdmValue, Entity, EnumType, Filter, Flags, Many, NavigationProperty, One, Profile, Property,
};
pub(crate) use rust_decimal::Decimal;
pub(crate) use url::Url;
pub(crate) use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "NorthwindModel.Order", path = "/Orders/{id}")]
pub(crate) struct Order {
    #[serde(rename = "Freight")]
    freight: Option<f64>,
    #[serde(rename = "ShippingAddress")]
    shipping: Option<Address>,
    #[serde(rename = "Customer")]
    #[odata(navigation)]
    customer: Option<Customer>,
    #[serde(rename = "Items")]
    #[odata(navigation)]
    items: Option<Vec<Item>>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "NorthwindModel.BigOrder", path = "/Orders/{id}")]
pub(crate) struct BigOrder {
    #[serde(flatten)]
    #[odata(base)]
    order: Order,
    discount: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "NorthwindModel.VIPCustomer")]
pub(crate) struct VipCustomer {
    rank: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "NorthwindModel.Item")]
pub(crate) struct Item {
    #[serde(rename = "Quantity")]
    quantity: Option<i32>,
    #[serde(rename = "UnitPrice")]
    unit_price: Option<Decimal>,
    tags: Option<Vec<String>>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "NorthwindModel.Customer", path = "/Customers/{id}")]
pub(crate) struct Customer {
    #[serde(rename = "CompanyName")]
    company: Option<String>,
    #[serde(rename = "City")]
    city: Option<String>,
    #[serde(rename = "Country")]
    country: Option<String>,
    #[serde(rename = "Address")]
    address: Option<Address>,
    #[serde(rename = "Orders")]
    #[odata(navigation)]
    orders: Option<Vec<Order>>,
    x: Option<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "NorthwindModel.Address")]
pub(crate) struct Address {
    #[serde(rename = "City")]
    city: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumType)]
#[odata(type = "Sales.Pattern")]
#[serde(rename_all = "PascalCase")]
pub(crate) enum Pattern {
    Yellow,
    Blue,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumType)]
#[odata(type = "Sales.Pattern", flags)]
#[serde(rename_all = "PascalCase")]
pub(crate) enum PatternFlag {
    Yellow = 1,
    Blue = 2,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.templateScenarios", flags)]
pub(crate) enum Scenario {
    SecureFoundation = 1,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "microsoft.graph.accessReviewQueryScope")]
pub(crate) struct QueryScope {
    query: Option<String>,
}

/// Some entity, for examples whose types are not the point.
pub(crate) struct Any;

pub(crate) fn p<T>(name: &'static str) -> Property<Any, T> {
    Property::new(name)
}

pub(crate) fn t(name: &'static str) -> Property<Any, String> {
    p(name)
}

pub(crate) fn many<T>(name: &'static str) -> NavigationProperty<Any, Many<T>> {
    NavigationProperty::new(name)
}

pub(crate) fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

pub(crate) fn text<E>(filter: Filter<E>) -> String {
    filter
        .as_str()
        .map(str::to_owned)
        .unwrap_or_else(|error| error.to_string())
}

/// The value of `$filter` as this service reads it off the URL.
pub(crate) fn filter_at(profile: &Profile, filter: Filter<Order>) -> String {
    let request = Order::collection().list().filter(filter);
    let http = request.to_http_for("https://x/v1", profile).unwrap();
    let url = Url::parse(&http.uri().to_string()).unwrap();
    let (_, value) = url.query_pairs().next().unwrap();
    value.into_owned()
}
