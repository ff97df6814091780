//! `Edm.String` and `Edm.Boolean`.

use super::text;
use crate::edm::{boolean, string};
use proptest::prelude::*;

fn json(value: &str) -> String {
    text(|out| string::write_json(value, out))
}

#[test]
fn every_byte_is_escaped_as_serde_json_does_at_every_place_of_a_word() {
    for character in '\0'..='\u{17F}' {
        for place in 0..18 {
            let value = format!("{}{character}{}", "a".repeat(place), "ä\"".repeat(place % 4));
            assert_eq!(json(&value), serde_json::to_string(&value).unwrap());
            assert_eq!(string::json_len(&value), json(&value).len());
        }
    }
}

#[test]
fn bytes_beside_an_escaped_one_are_judged_alone() {
    // One above each escaped byte, and the same with the top bit set: where a borrow or carry would show.
    for value in [
        "\u{1f} \u{1f} !\"#\"",
        "\\]\\]\\[\\[",
        "\u{7f}\u{80}\u{9f}\u{a2}\u{dc}",
        "      \u{1f}    ",
    ] {
        assert_eq!(json(value), serde_json::to_string(value).unwrap());
        assert_eq!(string::json_len(value), json(value).len());
    }
}

#[test]
fn literals_double_single_quotes() {
    for (value, literal) in [
        ("", "''"),
        ("Huge", "'Huge'"),
        ("O'Neil", "'O''Neil'"),
        ("'", "''''"),
        ("''", "''''''"),
        ("Hugo's Tavern", "'Hugo''s Tavern'"),
        ("\"/%ä", "'\"/%ä'"),
    ] {
        assert_eq!(text(|out| string::write_literal(value, out)), literal);
    }
}

#[test]
fn booleans() {
    for (value, name) in [(true, "true"), (false, "false")] {
        assert_eq!(text(|out| boolean::write_json(value, out)), name);
        assert_eq!(text(|out| boolean::write_literal(value, out)), name);
    }
}

proptest! {
    #[test]
    fn strings_are_written_as_serde_json_does(value in any::<String>()) {
        prop_assert_eq!(json(&value), serde_json::to_string(&value).unwrap());
        prop_assert_eq!(string::json_len(&value), json(&value).len());
    }

    #[test]
    fn strings_dense_in_escapes_are_written_as_serde_json_does(value in "[\u{0}-\u{24}\\\\a\u{7f}-\u{85}€🦀]{0,40}") {
        prop_assert_eq!(json(&value), serde_json::to_string(&value).unwrap());
        prop_assert_eq!(string::json_len(&value), json(&value).len());
    }

    #[test]
    fn string_literals_read_back(value in "['a/ä ]{0,12}|\\PC*") {
        let literal = text(|out| string::write_literal(&value, out));
        prop_assert_eq!(super::unquoted("", &literal).replace("''", "'"), value.as_str());
        prop_assert!(!super::unquoted("", &literal).replace("''", "").contains('\''));
    }
}
