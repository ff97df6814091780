//! The words that a name consists of.

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
/// A run of capitals is one word, but for its last letter if that begins the next. Digits belong to the word before them.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut spelt = name.to_owned();
    for (compound, spelling) in COMPOUNDS {
        spelt = spelt.replace(compound, spelling);
    }
    split(&spelt)
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

/// Whether a text is a simple identifier, as all names of properties, members and the like are: a letter or `_`, then letters,
/// digits and `_`, at most 128 of them (OData CSDL 4.01, 15.2).
pub(crate) fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars
        .next()
        .is_some_and(|first| first.is_alphabetic() || first == '_')
        && chars.all(|c| c.is_alphanumeric() || c == '_')
        && text.chars().count() <= 128
}

/// The snake case of a name. It is the one that serde's camelCase turns back into the name, if there is one.
pub(crate) fn snake(name: &str) -> String {
    let plain = split(name).join("_");
    if camel(&plain) == name {
        plain
    } else {
        words(name).join("_")
    }
}

/// What serde's `rename_all = "camelCase"` makes of a field's name.
pub(crate) fn camel(field: &str) -> String {
    let mut out = String::with_capacity(field.len());
    let mut capital = false;
    for c in field.chars() {
        match c {
            '_' => capital = !out.is_empty(),
            c if capital => {
                out.push(c.to_ascii_uppercase());
                capital = false;
            }
            c if out.is_empty() => out.push(c.to_ascii_lowercase()),
            c => out.push(c),
        }
    }
    out
}

/// A word with a capital in front.
pub(super) fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + chars.as_str()
    })
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
            ("iOSVersion", "ios_version", false),
        ] {
            assert_eq!(snake(name), field, "{name}");
            assert_eq!(camel(field) == name, back, "{name}");
        }
    }
}
