//! `Edm.Binary`.

use super::{malformed, text};
use crate::edm::Binary;
use crate::edm::binary::{json_len, parse, write_json, write_key, write_literal};
use proptest::prelude::*;

#[test]
fn the_test_vectors_of_rfc_4648() {
    for (bytes, padded) in [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ] {
        let value = Binary::from(bytes.as_bytes());
        assert_eq!(text(|out| write_json(&value, out)), format!("\"{padded}\""));
        assert_eq!(text(|out| write_key(&value, out)), padded);
        assert_eq!(
            text(|out| write_literal(&value, out)),
            format!("binary'{padded}'")
        );
        assert_eq!(parse(padded).as_ref(), Ok(&value));
        assert_eq!(parse(padded.trim_end_matches('=')).as_ref(), Ok(&value));
    }
}

#[test]
fn each_alphabet_has_its_place() {
    let value = Binary::from([0xFB, 0xFF, 0xFE]);
    assert_eq!(text(|out| write_json(&value, out)), "\"+//+\"");
    assert_eq!(text(|out| write_literal(&value, out)), "binary'-__-'");
    assert_eq!(text(|out| write_key(&value, out)), "-__-");
    assert_eq!(parse("+//+"), Ok(value.clone()));
    // The case of the ABNF's test cases.
    assert_eq!(parse("a123456789abcdefABA=").unwrap().len(), 14);
    assert_eq!(parse("-__-"), Ok(value));
}

#[test]
fn texts_that_are_no_base64() {
    malformed(
        parse,
        &[
            "Z",
            "Zg=",
            "Zg===",
            "Zm8==",
            "Zm9v=",
            "Zm9v==",
            "Zm9v====",
            "=",
            "==",
            "====",
            "Zg==Zg==",
            "Z=g=",
            "Zm9vZ",
            "Zm 9v",
            "Zm9v\n",
            "Zm9*",
            "Zm9ä",
            "Zh==",
            "Zh",
            "Zm9=",
            "Zm9",
            "a1234567 89\rab\r",
            "binary'Zm9v'",
            "'Zm9v'",
        ],
    );
}

#[test]
fn neither_debug_nor_errors_show_the_content() {
    let value = Binary::from(b"secret");
    assert_eq!(format!("{value:?}"), "Binary(6 bytes)");
    let error = parse("c2VjcmV0*").unwrap_err();
    assert_eq!(error.text(), "9 bytes of text");
    assert!(!format!("{error} {error:?}").contains("c2Vj"));
    let error = serde_json::from_str::<Binary>("\"c2VjcmV0*\"").unwrap_err();
    assert!(!error.to_string().contains("c2Vj"), "{error}");
}

#[test]
fn is_the_bytes_it_holds() {
    let mut value: Binary = "Zm9v".parse().unwrap();
    assert_eq!(
        (value.len(), &value[..], value.as_ref()),
        (3, &b"foo"[..], &b"foo"[..])
    );
    value[0] = b'g';
    assert_eq!(Vec::from(value.clone()), b"goo");
    assert_eq!(value.into_vec(), b"goo");
    assert!(Binary::default().is_empty());
}

proptest! {
    #[test]
    fn values_read_back(bytes in any::<Vec<u8>>()) {
        let value = Binary::from(bytes);
        let json = text(|out| write_json(&value, out));
        prop_assert_eq!(json.len(), json_len(&value));
        prop_assert_eq!(&serde_json::to_string(&value).unwrap(), &json);
        prop_assert_eq!(&serde_json::from_str::<Binary>(&json).unwrap(), &value);
        prop_assert_eq!(&parse(&text(|out| write_key(&value, out))).unwrap(), &value);
        prop_assert_eq!(&parse(super::unquoted("binary", &text(|out| write_literal(&value, out)))).unwrap(), &value);
    }

    #[test]
    fn any_text_has_one_value_or_none(text in "[A-Za-z0-9+/=]{0,12}|\\PC{0,8}") {
        if let Ok(value) = parse(&text) {
            let written = super::text(|out| write_key(&value, out)).replace('-', "+").replace('_', "/");
            let standard = text.replace('-', "+").replace('_', "/");
            prop_assert_eq!(written.trim_end_matches('='), standard.trim_end_matches('='));
        }
    }
}
