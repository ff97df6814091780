//! The reader against serde_json, and texts that are no JSON.

use super::*;
use proptest::prelude::*;
use serde_json::Value;

/// The text of a JSON value as serde_json has it, white space and all.
fn json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    let value = leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    });
    (value, any::<bool>()).prop_map(|(value, pretty)| match pretty {
        true => serde_json::to_string_pretty(&value).unwrap(),
        false => value.to_string(),
    })
}

proptest! {
    #[test]
    fn what_serde_json_accepts_is_passed_over_to_its_end(text in json()) {
        let mut reader = JsonReader::new(&text);
        prop_assert_eq!(reader.raw().unwrap(), text.trim());
        prop_assert!(reader.end().is_ok());
    }

    #[test]
    fn accepts_what_serde_json_accepts_and_nothing_else(text in json(), at in any::<prop::sample::Index>(), ch in "[ -~\\n]") {
        // A valid text with one character replaced: often no JSON any more.
        let mut chars: Vec<char> = text.chars().collect();
        let index = at.index(chars.len());
        chars[index] = ch.chars().next().unwrap_or(' ');
        let text: String = chars.into_iter().collect();
        let mut reader = JsonReader::new(&text);
        let ours = reader.skip().and_then(|()| reader.end()).is_ok();
        let theirs = serde_json::from_str::<serde::de::IgnoredAny>(&text);
        // Half of a surrogate pair is replaced here and refused there.
        let lone = theirs.as_ref().is_err_and(|error| error.to_string().contains("surrogate"));
        if !lone {
            prop_assert_eq!(ours, theirs.is_ok(), "{}", text);
        }
    }

    #[test]
    fn texts_are_read_as_serde_json_reads_them(text in any::<String>()) {
        let json = serde_json::to_string(&text).unwrap();
        prop_assert_eq!(JsonReader::new(&json).text().unwrap(), text.as_str());
        let escaped: String = text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
        let escaped = format!("\"{escaped}\"");
        prop_assert_eq!(JsonReader::new(&escaped).text().unwrap(), text.as_str());
    }

    #[test]
    fn no_text_panics(text in "[ -~]{0,40}") {
        let _ = JsonReader::new(&text).skip();
        let _ = JsonReader::new(&text).text();
        let _ = JsonReader::new(&text).number();
    }
}

#[test]
fn half_of_a_surrogate_pair_is_replaced() {
    for (json, text) in [
        (r#""a\ud83db""#, "a\u{fffd}b"),
        (r#""\udc00""#, "\u{fffd}"),
        (r#""\ud83d\u0041""#, "\u{fffd}A"),
        (r#""\ud83d\ude00""#, "😀"),
        (r#""\ud83d\ud83d\ude00""#, "\u{fffd}😀"),
    ] {
        assert_eq!(JsonReader::new(json).text().unwrap(), text, "{json}");
    }
}

#[test]
fn what_a_peer_fills_has_an_end() {
    let list = format!("[{}1]", "1,".repeat(limits::ITEMS));
    let mut count = 0;
    let read = JsonReader::new(&list).list(&mut |from| {
        count += 1;
        from.skip()
    });
    assert!(read.is_ok() && count == limits::ITEMS + 1);
    let list = format!("[{}1]", "1,".repeat(limits::ITEMS + 1));
    let error = JsonReader::new(&list).list(&mut JsonReader::skip).unwrap_err();
    assert_eq!(error.reason(), "more than 1000000 items in one list");
    let object = format!("{{{}\"a\":1}}", "\"a\":1,".repeat(limits::ITEMS));
    let error = JsonReader::new(&object)
        .object(&mut |_, from| from.skip())
        .unwrap_err();
    assert_eq!(error.reason(), "more than 1000000 members in one object");
}

#[test]
fn what_only_begins_like_a_value_is_an_error() {
    for text in [
        "t", "tru", "f", "nul", "n", "-", "\"", "\"\\", "{", "[", "[t", "{\"a\":f", "x", "",
    ] {
        assert!(JsonReader::new(text).skip().is_err(), "{text}");
        assert!(JsonReader::new(text).boolean().is_err(), "{text}");
        assert!(JsonReader::new(text).text().is_err(), "{text}");
        assert!(JsonReader::new(text).number().is_err(), "{text}");
        assert!(
            JsonReader::new(text).object(&mut |_, from| from.skip()).is_err(),
            "{text}"
        );
    }
}

#[test]
fn depth_has_an_end() {
    let deep = |depth| "[".repeat(depth) + &"]".repeat(depth);
    assert!(JsonReader::new(&deep(128)).skip().is_ok());
    assert!(JsonReader::new(&deep(129)).skip().is_err());
    assert!(JsonReader::new(&"[".repeat(1_000_000)).skip().is_err());
    assert!(JsonReader::new(&"{\"a\":".repeat(1_000_000)).skip().is_err());
}

#[test]
fn forms_of_numbers_are_those_of_json() {
    for text in ["0", "-0", "10", "1.5", "1e5", "1E+5", "-1.25e-3"] {
        assert_eq!(JsonReader::new(text).number().unwrap(), text);
    }
    for text in ["01", "1.", ".5", "+1", "-", "1e", "1e+", "--1", "00"] {
        assert!(JsonReader::new(text).number().is_err(), "{text}");
    }
}
