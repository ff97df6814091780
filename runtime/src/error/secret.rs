//! Tokens in the messages of services.

use http::HeaderValue;
use std::borrow::Cow;

/// The `Authorization` that a request was sent with, and other headers that are secret. They are noted in the answer, so that no
/// message of the service shows the token that it repeats.
#[derive(Clone, Default)]
pub(crate) struct SentToken {
    header: Option<HeaderValue>,
    others: Vec<HeaderValue>,
}

/// Shorter text is part of many words, and no token.
const SHORTEST: usize = 4;

/// From this length on a token is looked for inside of words too.
const LONG: usize = 16;

/// What a signed token begins with: `{"`, in base64url ([RFC 7519](https://www.rfc-editor.org/rfc/rfc7519#section-3.1)).
const SIGNED: &str = "eyJ";

impl SentToken {
    pub(crate) fn new(header: &HeaderValue) -> Self {
        Self {
            header: Some(header.clone()),
            others: Vec::new(),
        }
    }

    /// These too.
    #[cfg(feature = "client")]
    pub(crate) fn add<'h>(&mut self, headers: impl Iterator<Item = &'h HeaderValue>) {
        self.others.extend(headers.cloned());
    }

    /// The token without its scheme, and the values of cookies without their names.
    fn secrets(&self) -> impl Iterator<Item = &str> {
        let header = self.header.as_ref().and_then(|header| header.to_str().ok());
        let header = header.map(|text| text.split_once(' ').map_or(text, |(_, secret)| secret));
        let others = self.others.iter().filter_map(|value| value.to_str().ok());
        let others = others.flat_map(|text| text.split("; ")).map(|part| {
            let value = part.split_once('=').map_or(part, |(_, value)| value);
            match value.trim_matches('=').is_empty() {
                true => part,
                false => value,
            }
        });
        let secrets = header.into_iter().chain(others);
        secrets.filter(|secret| secret.len() >= SHORTEST)
    }
}

/// The body of an error without the token, and without what looks like a signed one.
pub(super) fn without_tokens<'b>(body: &'b [u8], token: Option<&SentToken>) -> Cow<'b, [u8]> {
    let Ok(text) = std::str::from_utf8(body) else {
        return Cow::Borrowed(body);
    };
    let mut text = Cow::Borrowed(text);
    for secret in token.into_iter().flat_map(SentToken::secrets) {
        replace(&mut text, secret);
        if secret.contains('/') {
            // As JSON may have it.
            replace(&mut text, &secret.replace('/', "\\/"));
        }
    }
    replace_signed(&mut text);
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    }
}

fn replace(text: &mut Cow<'_, str>, secret: &str) {
    let is_whole = |at: usize| {
        let before = text[..at].chars().next_back();
        let after = text[at + secret.len()..].chars().next();
        secret.len() >= LONG || ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    };
    let found: Vec<_> = text
        .match_indices(secret)
        .map(|(at, _)| at)
        .filter(|at| is_whole(*at))
        .map(|at| (at, at + secret.len()))
        .collect();
    cut(text, &found);
}

/// Three parts of base64url with points between them.
fn replace_signed(text: &mut Cow<'_, str>) {
    let is_of_token = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let (mut found, mut start) = (Vec::new(), 0);
    // Word by word, so that each is looked at once.
    for word in text.split(|c| !is_of_token(c)) {
        let end = start + word.len();
        if let Some(at) = word.find(SIGNED)
            && word[at..].matches('.').count() >= 2
        {
            // A point at the end is that of a sentence.
            found.push((start + at, start + word.trim_end_matches('.').len()));
        }
        start = end + text[end..].chars().next().map_or(0, char::len_utf8);
    }
    cut(text, &found);
}

/// Puts `…` where these ranges are, which do not overlap and are in order.
fn cut(text: &mut Cow<'_, str>, ranges: &[(usize, usize)]) {
    if ranges.is_empty() {
        return;
    }
    let (mut out, mut last) = (String::with_capacity(text.len()), 0);
    for (start, end) in ranges {
        out.push_str(&text[last..*start]);
        out.push('…');
        last = *end;
    }
    out.push_str(&text[last..]);
    *text = Cow::Owned(out);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(body: &str, token: &str) -> String {
        let token = SentToken::new(&HeaderValue::try_from(format!("Bearer {token}")).unwrap());
        String::from_utf8(without_tokens(body.as_bytes(), Some(&token)).into_owned()).unwrap()
    }

    #[test]
    fn a_token_is_hidden_wherever_it_is_repeated() {
        assert_eq!(shown("token abc123. 'abc123'", "abc123"), "token …. '…'");
        assert_eq!(shown("xabc123 abc1234", "abc123"), "xabc123 abc1234");
        assert_eq!(shown("xabcdefghijklmnopq!", "abcdefghijklmnop"), "x…q!");
        assert_eq!(shown(r"ab/cd+e== ab\/cd+e==", "ab/cd+e=="), "… …");
        assert_eq!(shown("a b", "a"), "a b");
        assert_eq!(shown("ünder abc123ü abc123", "abc123"), "ünder abc123ü …");
    }

    #[test]
    fn a_signed_token_is_hidden_whoever_sent_it() {
        let signed = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.c2ln-_x";
        assert_eq!(
            shown(&format!("Bearer {signed}, or {signed}."), "other"),
            "Bearer …, or …."
        );
        assert_eq!(shown("eyJ eyJa.b", "other"), "eyJ eyJa.b");
        let many = SIGNED.repeat(200_000);
        assert_eq!(shown(&many, "other").len(), many.len());
    }
}
