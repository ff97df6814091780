//! JSON with the order of members kept, and how a body of ours is compared with a documented one.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};

/// A JSON value whose members are in the order in which they came.
#[derive(Debug, Clone, PartialEq)]
pub enum Ordered {
    Leaf(Value),
    Array(Vec<Ordered>),
    Object(Vec<(String, Ordered)>),
}

impl Ordered {
    /// The member of that name.
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// The items; of no array, none.
    pub fn items(&self) -> &[Self] {
        match self {
            Self::Array(items) => items,
            _ => &[],
        }
    }

    /// The text of a string.
    pub fn text(&self) -> &str {
        match self {
            Self::Leaf(Value::String(text)) => text,
            _ => "",
        }
    }

    /// The value as JSON text.
    pub fn to_json(&self) -> String {
        match self {
            Self::Leaf(value) => value.to_string(),
            Self::Array(items) => {
                let items: Vec<_> = items.iter().map(Self::to_json).collect();
                format!("[{}]", items.join(","))
            }
            Self::Object(members) => {
                let member = |(name, value): &(String, Self)| {
                    format!("{}:{}", Value::from(name.as_str()), value.to_json())
                };
                let members: Vec<_> = members.iter().map(member).collect();
                format!("{{{}}}", members.join(","))
            }
        }
    }
}

/// Where two bodies differ: the path of the property, and what is different there.
pub fn differences(documented: &Ordered, ours: &Ordered) -> Vec<(String, String)> {
    let mut found = Vec::new();
    compare(String::new(), documented, ours, &mut found);
    found
}

fn compare(path: String, documented: &Ordered, ours: &Ordered, found: &mut Vec<(String, String)>) {
    match (documented, ours) {
        (Ordered::Object(a), Ordered::Object(b)) => {
            for (name, value) in a {
                let path = inside(&path, name);
                match ours.get(name) {
                    Some(our) => compare(path, value, our, found),
                    None => found.push((path, "documented, and not in our body".to_owned())),
                }
            }
            for (name, _) in b.iter().filter(|(name, _)| documented.get(name).is_none()) {
                found.push((inside(&path, name), "in our body, and not documented".to_owned()));
            }
            let order = |one: &[(String, Ordered)], other: &Ordered| {
                let shared = one.iter().filter(|(name, _)| other.get(name).is_some());
                shared.map(|(name, _)| name.clone()).collect::<Vec<_>>()
            };
            if order(a, ours) != order(b, documented) {
                found.push((path, format!("order {:?}", order(b, documented))));
            }
        }
        (Ordered::Array(a), Ordered::Array(b)) if a.len() == b.len() => {
            for (at, (a, b)) in a.iter().zip(b).enumerate() {
                compare(format!("{path}[{at}]"), a, b, found);
            }
        }
        (Ordered::Leaf(a), Ordered::Leaf(b)) if same_leaf(&path, a, b) => {}
        (a, b) => found.push((path, format!("documented {}, ours {}", a.to_json(), b.to_json()))),
    }
}

fn inside(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}/{name}")
    }
}

/// Numbers by value, tags without `#`, times of day without the zeros that end a fraction; all else as it is written.
fn same_leaf(path: &str, a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => same_number(a, b),
        (Value::String(a), Value::String(b)) if path.ends_with("@odata.type") => {
            a.trim_start_matches('#') == b.trim_start_matches('#')
        }
        (Value::String(a), Value::String(b)) => a == b || is_time(a) && a.trim_end_matches('0') == b,
        (a, b) => a == b,
    }
}

/// By value: 1 is 1.0, and long integers differ in their last digit.
fn same_number(a: &Number, b: &Number) -> bool {
    match (a.as_i64(), b.as_i64()) {
        (Some(a), Some(b)) => a == b,
        _ => a.as_f64() == b.as_f64(),
    }
}

fn is_time(text: &str) -> bool {
    text.parse::<chrono::NaiveTime>().is_ok() && text.contains('.')
}

impl<'de> Deserialize<'de> for Ordered {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Ordered;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Ordered, E> {
        Ok(Ordered::Leaf(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Ordered, E> {
        Ok(Ordered::Leaf(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Ordered, E> {
        Ok(Ordered::Leaf(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Ordered, E> {
        Ok(Ordered::Leaf(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Ordered, E> {
        Ok(Ordered::Leaf(value.into()))
    }

    fn visit_unit<E>(self) -> Result<Ordered, E> {
        Ok(Ordered::Leaf(Value::Null))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Ordered, A::Error> {
        let mut out = Vec::new();
        while let Some(item) = items.next_element()? {
            out.push(item);
        }
        Ok(Ordered::Array(out))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Ordered, A::Error> {
        let mut out = Vec::new();
        while let Some(member) = members.next_entry()? {
            out.push(member);
        }
        Ok(Ordered::Object(out))
    }
}

#[test]
fn the_comparison_sees_every_kind_of_difference() {
    let ordered = |text: &str| serde_json::from_str::<Ordered>(text).unwrap();
    let documented = ordered(r##"{"@odata.type":"#n.t","a":1,"b":{"c":["x",null]},"t":"07:00:00.5000000"}"##);
    let found = |ours: &str| {
        let found = differences(&documented, &ordered(ours));
        found.into_iter().map(|(path, _)| path).collect::<Vec<_>>()
    };
    assert!(found(r#"{"@odata.type":"n.t","a":1.0,"b":{"c":["x",null]},"t":"07:00:00.5"}"#).is_empty());
    let long = |digits: &str| ordered(&format!(r#"{{"x":{digits}}}"#));
    assert!(!differences(&long("9007199254740993"), &long("9007199254740992")).is_empty());
    for (ours, path) in [
        (
            r##"{"@odata.type":"#n.u","a":1,"b":{"c":["x",null]},"t":"07:00:00.5"}"##,
            "@odata.type",
        ),
        (
            r##"{"@odata.type":"#n.t","a":"1","b":{"c":["x",null]},"t":"07:00:00.5"}"##,
            "a",
        ),
        (
            r##"{"@odata.type":"#n.t","a":1,"b":{"c":["y",null]},"t":"07:00:00.5"}"##,
            "b/c[0]",
        ),
        (
            r##"{"@odata.type":"#n.t","a":1,"b":{"c":["x"]},"t":"07:00:00.5"}"##,
            "b/c",
        ),
        (r##"{"@odata.type":"#n.t","a":1,"b":{},"t":"07:00:00.5"}"##, "b/c"),
        (
            r##"{"@odata.type":"#n.t","a":1,"b":{"c":["x",null],"d":1},"t":"07:00:00.5"}"##,
            "b/d",
        ),
        (
            r##"{"@odata.type":"#n.t","b":{"c":["x",null]},"a":1,"t":"07:00:00.5"}"##,
            "",
        ),
        (
            r##"{"a":1,"b":{"c":["x",null]},"t":"07:00:00.5","@odata.type":"#n.t"}"##,
            "",
        ),
        (
            r##"{"@odata.type":"#n.t","a":1,"b":{"c":["x",null]},"t":"07:00:01"}"##,
            "t",
        ),
    ] {
        assert_eq!(found(ours), [path], "{ours}");
    }
}
