//! `Edm.Guid`.

use super::{malformed, text};
use crate::edm::guid::{JSON_LEN_MAX, NAME, parse, write_json, write_key, write_literal};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[test]
fn guids_of_the_abnf() {
    let value = parse("01234567-89ab-cdef-0123-456789abcdef").unwrap();
    assert_eq!(value, Uuid::from_u128(0x0123_4567_89AB_CDEF_0123_4567_89AB_CDEF));
    assert_eq!(parse("01234567-89AB-CDEF-0123-456789ABCDEF"), Ok(value));
    malformed(
        parse,
        &[
            "",
            "01234g67-89ab-cdef-0123-456789abcdef",
            "01234567-89ab-cdef-456789abcdef",
            "0123456789abcdef0123456789abcdef",
            "{01234567-89ab-cdef-0123-456789abcdef}",
            "urn:uuid:01234567-89ab-cdef-0123-456789abcdef",
            "0123456-789ab-cdef-0123-456789abcdef",
            "01234567-89ab-cdef-0123-456789abcdef ",
            "'01234567-89ab-cdef-0123-456789abcd'",
            "{0123456789abcdef0123456789abcdef}--",
            "ä1234567-89ab-cdef-0123-456789abcde",
        ],
    );
    assert_eq!(NAME, "Edm.Guid");
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Fields {
    #[serde(with = "crate::edm::guid")]
    guid: Uuid,
    #[serde(default, with = "crate::edm::guid")]
    option: Option<Uuid>,
}

proptest! {
    #[test]
    fn values_read_back(number in any::<u128>()) {
        let value = Uuid::from_u128(number);
        let json = text(|out| write_json(value, out));
        prop_assert_eq!(&json, &serde_json::to_string(&value).unwrap());
        prop_assert_eq!(json.len(), JSON_LEN_MAX);
        let field: Fields = serde_json::from_str(&format!("{{\"guid\":{json}}}")).unwrap();
        prop_assert_eq!(&field, &Fields { guid: value, option: None });
        prop_assert_eq!(serde_json::to_string(&field).unwrap(), format!("{{\"guid\":{json},\"option\":null}}"));
        prop_assert_eq!(parse(&text(|out| write_key(value, out))), Ok(value));
        prop_assert_eq!(parse(&text(|out| write_literal(value, out))), Ok(value));
    }
}
