//! The words that a name consists of.

use crate::rename::RenameRule;

/// Words whose capitals do not show where a word begins, with the spelling that does.
const COMPOUNDS: [(&str, &str); 7] = [
    ("IPv4", "Ipv4"),
    ("IPv6", "Ipv6"),
    ("IPV4", "Ipv4"),
    ("IPV6", "Ipv6"),
    ("iOS", "Ios"),
    ("OAuth", "Oauth"),
    ("OData", "Odata"),
];

/// The words of a name, in lower case: `iosVppTokenID` is `ios`, `vpp`, `token`, `id`.
///
/// A run of capitals is one word, but for its last letter if that begins the next. Digits belong to the word before them. `iOS`, `IPv4`,
/// `IPv6`, `OAuth` and `OData` are one word each.
#[must_use = "this changes nothing: use what it returns"]
pub fn words(name: &str) -> Vec<String> {
    let mut spelt = name.to_owned();
    for (compound, spelling) in COMPOUNDS {
        spelt = spelt.replace(compound, spelling);
    }
    split(&spelt)
}

/// The snake case of a name: of a placeholder's argument, of a property's field, of a path's function.
///
/// It is the one that serde's camelCase turns back into the name, if there is one; else the [`words`] of the name. Empty if the name has
/// no letter and no digit.
///
/// ```
/// use odata_entity_names::snake;
/// assert_eq!(snake("deviceDisplayName"), "device_display_name");
/// assert_eq!(snake("oAuth2Grants"), "o_auth2_grants"); // `camelCase` gives the name back
/// assert_eq!(snake("iOSUpdateId"), "ios_update_id"); // nothing does
/// ```
#[must_use = "this changes nothing: use what it returns"]
pub fn snake(name: &str) -> String {
    let plain = split(name).join("_");
    if RenameRule::Camel.field(&plain) == name {
        plain
    } else {
        words(name).join("_")
    }
}

/// The argument of a placeholder: its snake case as an identifier, which may be a keyword.
///
/// ```
/// use odata_entity_names::argument;
/// assert_eq!(argument("user-id"), "user_id");
/// assert_eq!(argument("_1st"), "n1st");
/// ```
#[must_use = "this changes nothing: use what it returns"]
pub fn argument(placeholder: &str) -> String {
    identifier(&snake(placeholder), "key")
}

/// A snake case name as an identifier, which may be a keyword: with `n` in front of a digit, with `_` behind a keyword that cannot be raw
/// (`self`), or the fallback if there is nothing.
#[must_use = "this changes nothing: use what it returns"]
pub fn identifier(snake: &str, fallback: &str) -> String {
    match snake {
        "" => fallback.to_owned(),
        "self" | "super" | "crate" => format!("{snake}_"),
        _ if snake.starts_with(|c: char| c.is_ascii_digit()) => format!("n{snake}"),
        _ => snake.to_owned(),
    }
}

/// A word with a capital in front.
#[must_use = "this changes nothing: use what it returns"]
pub fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + chars.as_str()
    })
}

/// The words as the capitals show them, without any knowledge of words.
fn split(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let mut words: Vec<String> = Vec::new();
    let mut begins = true;
    for (at, &c) in chars.iter().enumerate() {
        if !is_word_character(c) {
            begins = true;
            continue;
        }
        let before = at.checked_sub(1).and_then(|at| chars.get(at));
        begins |= c.is_uppercase()
            && before.is_some_and(|before| {
                !before.is_uppercase() || chars.get(at + 1).is_some_and(|next| next.is_lowercase())
            });
        match words.last_mut() {
            Some(word) if !begins => word.extend(c.to_lowercase()),
            _ => words.push(c.to_lowercase().collect()),
        }
        begins = false;
    }
    words
}

/// What an identifier of Rust may consist of, underscores apart. Without letters that are only another form of others (ligatures,
/// wide letters, letters of formulas): the compiler warns of them.
fn is_word_character(c: char) -> bool {
    let is_form = matches!(c, '\u{aa}' | '\u{ba}' | '\u{2000}'..='\u{2e7f}' | '\u{f900}'..='\u{ffef}' | '\u{1d400}'..='\u{1d7ff}');
    c.is_ascii_digit() || c.is_alphabetic() && !is_form
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_begin_words() {
        for (name, expected) in [
            ("deviceDisplayName", "device display name"),
            ("windows10EnterpriseN", "windows10 enterprise n"),
            ("iosVppTokenID", "ios vpp token id"),
            ("managedIOSLobApp", "managed ios lob app"),
            ("iOSVersion", "ios version"),
            ("macOSLobApp", "mac os lob app"),
            ("IPv6Range", "ipv6 range"),
            ("v10_15", "v10 15"),
            ("postal_code", "postal code"),
            ("ABC", "abc"),
            ("a", "a"),
            ("\u{dc}berName\u{b2}", "\u{fc}ber name"),
            ("\u{fb01}nal\u{ff21}b", "nal b"),
            ("_", ""),
        ] {
            assert_eq!(words(name).join(" "), expected, "{name}");
        }
    }

    #[test]
    fn snake_case_goes_back_where_it_can() {
        for (name, field, back) in [
            ("deviceDisplayName", "device_display_name", true),
            ("windows10Policy", "windows10_policy", true),
            ("oAuth2Grants", "o_auth2_grants", true),
            ("iosVppTokenID", "ios_vpp_token_id", false),
            ("v10_0", "v10_0", false),
            ("Title", "title", false),
            ("iOSUpdateId", "ios_update_id", false),
        ] {
            assert_eq!(snake(name), field, "{name}");
            assert_eq!(RenameRule::Camel.field(field) == name, back, "{name}");
        }
    }

    #[test]
    fn arguments_of_placeholders_are_identifiers() {
        for (name, expected) in [
            (
                "managedDeviceMobileAppConfigurationId",
                "managed_device_mobile_app_configuration_id",
            ),
            ("drive-id", "drive_id"),
            ("IPAddress", "ip_address"),
            ("id2", "id2"),
            ("_x_", "x"),
            ("_1st", "n1st"),
            ("self", "self_"),
            ("type", "type"),
            ("_-_", "key"),
        ] {
            assert_eq!(argument(name), expected, "{name}");
        }
    }
}
