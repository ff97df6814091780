//! Bodies that properties take, and others.

use proptest::prelude::*;
use proptest::sample::select;

/// Numbers, texts and more, each fit for some properties and not for others.
pub(crate) fn values() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        select(
            &[
                "null",
                "true",
                "false",
                "0",
                "-0",
                "-1",
                "32767",
                "32768",
                "2147483648",
                "9223372036854775807",
                "9223372036854775808",
                "1.5",
                "-2.5e3",
                "1.0",
                "\"\"",
                "\"on\"",
                "\"later\"",
                "\"AAEC\"",
                "\"A\"",
                "{}",
                "[]",
                "\"2020-02-29\"",
                "\"2019-02-29\"",
                "\"2017-01-01T00:00:17.7769392-08:00\"",
                "\"2017-01-01T24:00:00Z\"",
                "\"2016-12-31T23:56:44Z\"",
                "\"a\\u00e9\\ud83d\\ude00\\n\"",
                "tru",
                "01",
                "\"open",
                "\"\\x\"",
            ][..]
        )
        .prop_map(str::to_owned),
        any::<i64>().prop_map(|number| number.to_string()),
        (-1e30..1e30_f64).prop_map(|number| format!("{number:e}")),
        any::<String>().prop_map(|text| serde_json::to_string(&text).unwrap()),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(|items| format!("[{}]", items.join(" , "))),
            prop::collection::btree_map(
                select(&["city", "floor", "openSince", "later", "a", "b"][..]),
                inner,
                0..3
            )
            .prop_map(|entries| members(entries.into_iter().collect())),
        ]
    })
}

pub(crate) fn members(members: Vec<(&str, String)>) -> String {
    let members: Vec<String> = members
        .iter()
        .map(|(name, value)| format!("\"{name}\": {value}"))
        .collect();
    format!("{{{}}}", members.join(","))
}

pub(crate) const NAMES: &[&str] = &[
    "name",
    "small",
    "size",
    "rate",
    "ratio",
    "on",
    "state",
    "seen",
    "born",
    "bytes",
    "tags",
    "home",
    "places",
    "labels",
    "any",
    "own",
    "later",
    "@odata.context",
    "name@odata.type",
    "#n.action",
    "n\\u0061me",
    "Name",
];

/// A value that the property takes.
pub(crate) fn fitting(name: &str, text: &str, number: i16) -> String {
    let text = serde_json::to_string(text).unwrap();
    match name {
        "small" | "size" => number.to_string(),
        "rate" | "ratio" => format!("{number}.5"),
        "on" => (number % 2 == 0).to_string(),
        "seen" => format!(
            "\"2017-01-01T00:{:02}:17.{:07}-08:00\"",
            number.unsigned_abs() % 60,
            number.unsigned_abs()
        ),
        "born" => format!("\"{:04}-01-31\"", 1 + number.unsigned_abs() % 9_998),
        "bytes" => "\"AAEC\"".to_owned(),
        "tags" => format!("[{text}, {text}]"),
        "home" => format!("{{\"floor\":{number},\"city\":{text}}}"),
        "places" => format!("[{{}},{{\"city\":{text},\"later\":[{{}}]}}]"),
        "labels" => format!("{{\"a\":{text}}}"),
        _ => text,
    }
}
