//! Calls without a struct, and operations.

use crate::{State, Thing};

/// Names of the expansion, as something else.
pub mod __odata {}

/// An action on a thing, and on all.
#[derive(::std::fmt::Debug, ::odata::Action)]
#[serde(rename_all = "camelCase")]
#[odata(name = "move", on = Thing, on(collection = Thing), crate = "::odata")]
pub struct Move {
    /// Where to.
    pub out: ::std::option::Option<::std::string::String>,
    /// How.
    pub r#type: State,
    /// Others.
    pub self_: ::std::vec::Vec<i32>,
}

/// A function with a path of its own.
#[derive(::std::fmt::Debug, ::odata::Function)]
#[odata(path = "/things/{thingId: i64}/near", returns = ::odata::Single<i32>, crate = "::odata")]
pub struct Near {
    /// How near.
    pub call: i32,
}

/// The URLs of calls.
#[must_use]
pub fn urls(thing_id: &str) -> [::std::string::String; 3] {
    let path = ::odata::path!("/things/{thingId}/x(a='{b}')", thing_id, 5);
    let captured = ::odata::path!("/things/{thingId}");
    let near = Near { call: 1 }.call(5_i64);
    let url = |path: &::odata::AnyPath| ::std::string::ToString::to_string(path);
    let near = near.to_http("https://things.test/v1");
    let near = near.map_or_else(
        |error| ::std::string::ToString::to_string(&error),
        |http| ::std::string::ToString::to_string(http.uri()),
    );
    [url(&path), url(&captured), near]
}
