//! Claims challenges in `WWW-Authenticate`.

use crate::edm::Binary;
use http::HeaderMap;
use http::header::WWW_AUTHENTICATE;

/// The claims that a 401 asks for, as JSON text: `claims="<base64>"` of a `Bearer` challenge with
/// `error="insufficient_claims"`
/// ([Claims challenges](https://learn.microsoft.com/entra/identity-platform/claims-challenge)).
pub(crate) fn claims_of(headers: &HeaderMap) -> Option<String> {
    let texts = headers.get_all(WWW_AUTHENTICATE);
    let texts = texts.into_iter().filter_map(|value| value.to_str().ok());
    texts
        .filter_map(|text| parameter(text, "claims"))
        .find_map(|encoded| {
            let bytes: Binary = encoded.trim_end_matches('=').parse().ok()?;
            let text = String::from_utf8(bytes.into()).ok()?;
            text.trim_start().starts_with('{').then_some(text)
        })
}

/// A parameter of a challenge, without its quotes.
fn parameter<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = text;
    while let Some(at) = find(rest, name) {
        let before = rest[..at].chars().next_back();
        let value = rest[at + name.len()..].trim_start().strip_prefix('=');
        rest = &rest[at + name.len()..];
        if before.is_some_and(|before| before != ' ' && before != ',') {
            continue;
        }
        if let Some(value) = value {
            let value = value.trim_start();
            return match value.strip_prefix('"') {
                Some(quoted) => quoted.split('"').next(),
                None => value.split([',', ' ']).next(),
            };
        }
    }
    None
}

/// Where ASCII text begins in other text, without regard to case.
fn find(text: &str, wanted: &str) -> Option<usize> {
    text.as_bytes()
        .windows(wanted.len())
        .position(|window| window.eq_ignore_ascii_case(wanted.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims(challenge: &str) -> Option<String> {
        claims_of(&HeaderMap::from_iter([(
            WWW_AUTHENTICATE,
            challenge.parse().unwrap(),
        )]))
    }

    #[test]
    fn the_claims_of_a_challenge_are_decoded() {
        // {"access_token":{}}
        for challenge in [
            r#"Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ==""#,
            r#"Bearer error="insufficient_claims",Claims = "eyJhY2Nlc3NfdG9rZW4iOnt9fQ", x=y"#,
            "Bearer claims=eyJhY2Nlc3NfdG9rZW4iOnt9fQ==, x=y",
        ] {
            assert_eq!(
                claims(challenge).as_deref(),
                Some(r#"{"access_token":{}}"#),
                "{challenge}"
            );
        }
        for challenge in [
            "Bearer",
            "Bearer noclaims=\"eyJ9\"",
            "Bearer claims=\"%%%\"",
            "Bearer claims",
            "Bearer claims=\"\"",
        ] {
            assert_eq!(claims(challenge), None, "{challenge}");
        }
    }
}
