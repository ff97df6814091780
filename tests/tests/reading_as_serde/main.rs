//! The derives' reader against serde's derive: two structs of one shape, one read by each. Generated bodies give the same value or
//! are refused by both; where the two differ on purpose, `DIFFERENCES` has it.

mod bodies;

use bodies::{NAMES, fitting, members, values};
use proptest::prelude::*;
use proptest::sample::Index;

/// Types of one shape twice: `ours` reads by the derives, `serdes` by serde's derive.
macro_rules! twice {
    ($($(#[$attr:meta])* $kind:ident $(($($serde:tt)*))? struct $name:ident { $($fields:tt)* })+) => {
        mod ours {
            #![allow(unused_imports, reason = "the twin needs all of them")]
            use chrono::{DateTime, FixedOffset, NaiveDate};
            use odata_entity::edm::Binary;
            use odata_entity::{ComplexType, Entity, EnumType};
            use std::collections::BTreeMap;
            use super::State;
            $(#[derive(Debug, Clone, PartialEq, $kind)] $(#[$attr])* pub(super) struct $name { $($fields)* })+
        }
        mod serdes {
            #![allow(unused_imports, reason = "the twin needs all of them")]
            use chrono::{DateTime, FixedOffset, NaiveDate};
            use odata_entity::edm::Binary;
            use odata_entity::{ComplexType, Entity, EnumType};
            use std::collections::BTreeMap;
            use super::State;
            $(#[derive(Debug, Clone, PartialEq, serde::Deserialize, $kind)] $(#[$attr])* #[odata(deserialize = false)] pub(super) struct $name { $($fields)* })+
        }
    };
}

#[derive(Debug, Clone, PartialEq, Eq, odata_entity::EnumType)]
#[odata(type = "n.state")]
enum State {
    On,
    Off,
    #[odata(other)]
    Other(String),
}

twice! {
    #[serde(rename_all = "camelCase")]
    #[odata(type = "n.place")]
    ComplexType struct Place {
        pub city: Option<String>,
        pub floor: Option<i32>,
        pub open_since: Option<NaiveDate>,
    }

    #[serde(rename_all = "camelCase")]
    #[odata(type = "n.thing", type_tag = "never", path = "/things/{id}")]
    Entity struct Thing {
        #[odata(key)]
        pub id: String,
        pub name: Option<String>,
        pub small: Option<i16>,
        pub size: Option<i64>,
        pub rate: Option<f64>,
        pub ratio: Option<f32>,
        pub on: Option<bool>,
        pub state: Option<State>,
        pub seen: Option<DateTime<FixedOffset>>,
        pub born: Option<NaiveDate>,
        pub bytes: Option<Binary>,
        pub tags: Option<Vec<String>>,
        pub counts: Vec<i32>,
        pub home: Option<Place>,
        pub places: Option<Vec<Place>>,
        pub labels: Option<BTreeMap<String, String>>,
        pub any: Option<serde_json::Value>,
    }

    #[odata(type = "n.derived", type_tag = "never", path = "/things/{id}")]
    Entity struct Derived {
        #[serde(flatten)]
        #[odata(base)]
        pub base: Thing,
        pub own: Option<String>,
    }
}

/// What a reader makes of a body, by all its fields; none if it refuses the body. The twins have the same names.
fn seen<T: serde::de::DeserializeOwned + std::fmt::Debug>(body: &str) -> Option<String> {
    serde_json::from_str::<T>(body)
        .ok()
        .map(|value| format!("{value:?}"))
}

/// By the derives, and by serde's derive.
fn both(body: &str) -> [(Option<String>, Option<String>); 2] {
    [
        (seen::<ours::Thing>(body), seen::<serdes::Thing>(body)),
        (seen::<ours::Derived>(body), seen::<serdes::Derived>(body)),
    ]
}

/// What a difference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Differs {
    /// Only the derives read it.
    OnlyOurs,
    /// Only serde's derive reads it.
    OnlySerde,
    /// Both read it, as another value.
    Value,
}
use Differs::{OnlyOurs, OnlySerde, Value};

/// Every intended difference: what it is, a member of a body that shows it, and which reader takes it.
const DIFFERENCES: &[(&str, &str, Differs)] = &[
    (
        "an Int64 may come as text",
        r#""size":"9007199254740993""#,
        OnlyOurs,
    ),
    (
        "INF, -INF and NaN are values of a double",
        r#""rate":"-INF""#,
        OnlyOurs,
    ),
    ("the same of a single", r#""ratio":"NaN""#, OnlyOurs),
    (
        "a time needs no seconds",
        r#""seen":"2017-01-01T00:00Z""#,
        OnlyOurs,
    ),
    (
        "digits that would be lost are an error",
        r#""seen":"2017-01-01T00:00:00.1234567891Z""#,
        OnlySerde,
    ),
    (
        "a leap second is an error",
        r#""seen":"2016-12-31T23:59:60Z""#,
        OnlySerde,
    ),
    (
        "a date and time has a `T`",
        r#""seen":"2017-01-01 00:00:00Z""#,
        OnlySerde,
    ),
    (
        "an offset has a colon",
        r#""seen":"2017-01-01T00:00:00+0100""#,
        OnlySerde,
    ),
    (
        "years before 1 are an error",
        r#""seen":"0000-01-01T00:00:00Z""#,
        OnlySerde,
    ),
    ("the same of a date", r#""born":"-0001-01-01""#, OnlySerde),
    (
        "a date has two digits for month and day",
        r#""born":"2020-2-4""#,
        OnlySerde,
    ),
    (
        "a date may have midnight behind it",
        r#""born":"2020-02-04T00:00:00.0000000Z""#,
        OnlyOurs,
    ),
    (
        "a collection without Option may be null",
        r#""counts":null"#,
        OnlyOurs,
    ),
    (
        "a collection without Option may be missing",
        r#""name":null"#,
        OnlyOurs,
    ),
    (
        "annotations are no entries of a dictionary",
        r##""labels":{"a":"1","a@odata.type":"#String"}"##,
        Value,
    ),
    (
        "the same where they are no text",
        r#""labels":{"a":"1","a@x.y":5}"#,
        OnlyOurs,
    ),
    (
        "operations are no entries of a dictionary",
        r##""labels":{"#n.act":{}}"##,
        OnlyOurs,
    ),
    (
        "a null entry of a dictionary is none",
        r#""labels":{"a":null}"#,
        OnlyOurs,
    ),
    (
        "a dictionary has an entry once",
        r#""labels":{"a":"1","a":"2"}"#,
        OnlySerde,
    ),
    (
        "half of a surrogate pair is replaced",
        r#""name":"\ud83d""#,
        OnlyOurs,
    ),
    (
        "a value of another type is an error",
        r##""@odata.type":"#n.other""##,
        OnlySerde,
    ),
    (
        "a complex value is no list",
        r#""home":["Prague",1,null]"#,
        OnlySerde,
    ),
];

/// A body in which nothing but the member is particular.
fn with(member: &str) -> String {
    let counts = if member.contains("\"counts\"") || member == "\"name\":null" {
        ""
    } else {
        "\"counts\":[1],"
    };
    format!("{{\"id\":\"1\",{counts}{member}}}")
}

#[test]
fn the_intended_differences_are_these() {
    for (what, member, differs) in DIFFERENCES {
        let body = with(member);
        let (ours, theirs) = both(&body)[0].clone();
        let found = match (&ours, &theirs) {
            (Some(_), None) => Some(OnlyOurs),
            (None, Some(_)) => Some(OnlySerde),
            (Some(ours), Some(theirs)) if ours != theirs => Some(Value),
            _ => None,
        };
        assert_eq!(found, Some(*differs), "{what}: {body}\n{ours:?}\n{theirs:?}");
    }
    // serde keeps what it flattens, for which a number must be one that it can hold.
    let body = with("\"later\":[1E400]");
    let [(_, theirs), (ours, flattened)] = both(&body);
    assert!(ours.is_some() && theirs.is_some() && flattened.is_none());
    // A number that a single cannot hold is an error: serde's is one, and infinity where it was flattened.
    let [(ours, theirs), (derived, flattened)] = both(&with("\"ratio\":1e39"));
    assert!(ours.is_none() && theirs.is_none() && derived.is_none() && flattened.is_some());
    // An entity is an object: positional input is for formats that do not describe themselves.
    let list = r#"["1",null,null,null,null,null,null,null,null,null,null,null,[],null,null,null,null]"#;
    assert!(seen::<serdes::Thing>(list).is_some() && seen::<ours::Thing>(list).is_none());
}

proptest! {
    #[test]
    fn generated_bodies_are_read_alike(
        parts in prop::collection::vec((any::<Index>(), values(), any::<String>(), any::<i16>(), 0..6_u8), 0..8),
        has_id in 0..10_u8,
        at in any::<Index>(),
    ) {
        let mut parts: Vec<(&str, String)> = parts.into_iter().map(|(index, any, text, number, choice)| {
            let name = NAMES[index.index(NAMES.len())];
            (name, if choice == 0 { any } else { fitting(name, &text, number) })
        }).collect();
        if has_id > 0 {
            parts.insert(at.index(parts.len() + 1), ("id", "\"1\"".to_owned()));
        }
        parts.push(("counts", "[1, -2]".to_owned()));
        let body = members(parts);
        for (ours, theirs) in both(&body) {
            prop_assert_eq!(ours, theirs, "{}", body);
        }
    }
}

#[test]
fn most_generated_bodies_are_read() {
    for name in NAMES {
        let body = members(vec![
            ("id", "\"1\"".to_owned()),
            ("counts", "[1]".to_owned()),
            (name, fitting(name, "x", 7)),
        ]);
        for (ours, theirs) in both(&body) {
            assert!(ours.is_some(), "{body}");
            assert_eq!(ours, theirs, "{body}");
        }
    }
}
