//! Preferences ([RFC 7240](https://www.rfc-editor.org/rfc/rfc7240)): asked for in one header, applied or not.

use super::Request;
use http::{HeaderMap, HeaderName, HeaderValue};

pub(super) const INCLUDE_UNKNOWN: &str = "include-unknown-enum-members";

impl<R> Request<R> {
    /// A preference, for the `Prefer` header: `outlook.timezone="UTC"`. Several go into one header; of two with one name the
    /// later counts. [`Answer::applied`](crate::Answer::applied) has those that the service applied.
    ///
    /// Text that is no preference, empty text too, is an error when the request is built.
    #[doc(alias("preference", "return=minimal", "return=representation"))]
    pub fn prefer(mut self, preference: impl Into<String>) -> Self {
        let text = preference.into();
        let mut preferences = split(&text).filter(|text| !text.is_empty()).peekable();
        if preferences.peek().is_none() || !closes_quotes(&text) {
            return self.bad_header("Prefer");
        }
        for preference in preferences {
            let name = name(preference);
            if HeaderName::from_bytes(name.as_bytes()).is_err() {
                // Names of both are tokens (RFC 9110, 5.6.2).
                return self.bad_header("Prefer");
            }
            let is_same = |other: &String| self::name(other).eq_ignore_ascii_case(name);
            self.parts.prefer.retain(|other| !is_same(other));
            self.parts.prefer.push(preference.to_owned());
        }
        self
    }

    /// `Prefer: return=minimal`: no entity in the answer.
    pub fn return_minimal(self) -> Self {
        self.prefer("return=minimal")
    }

    /// `Prefer: return=representation`: the entity in the answer.
    pub fn return_representation(self) -> Self {
        self.prefer("return=representation")
    }

    /// `Prefer: include-unknown-enum-members`: enum members that were added later come as they are, not as
    /// `unknownFutureValue` ([Microsoft Graph evolvable enums](https://learn.microsoft.com/graph/best-practices-concept#handling-future-members-in-evolvable-enumerations)).
    /// Sent by itself where a body or filter has such a member.
    pub fn include_unknown_enum_members(self) -> Self {
        self.prefer(INCLUDE_UNKNOWN)
    }

    /// `ConsistencyLevel: eventual`: the advanced queries of Graph's directory objects
    /// ([Advanced query capabilities](https://learn.microsoft.com/graph/aad-advanced-queries)).
    #[doc(alias("ConsistencyLevel", "advanced query"))]
    pub fn consistency_eventual(self) -> Self {
        self.with_header("ConsistencyLevel", "eventual")
    }
}

/// The name of a preference, without its value and parameters.
fn name(preference: &str) -> &str {
    preference.split(['=', ';']).next().unwrap_or_default().trim()
}

/// One header of all preferences; none if there are none.
pub(super) fn header(
    preferences: &[String],
    unknown_members: bool,
    upsert: Option<&'static str>,
) -> Option<Result<HeaderValue, ()>> {
    let is_new = |extra: &&str| {
        let mut names = preferences.iter().map(|preference| name(preference));
        !names.any(|name| name.eq_ignore_ascii_case(extra))
    };
    let unknown = unknown_members.then_some(INCLUDE_UNKNOWN);
    let extra = [unknown, upsert].into_iter().flatten().filter(is_new);
    let mut text = String::new();
    for preference in preferences.iter().map(String::as_str).chain(extra) {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(preference);
    }
    (!text.is_empty()).then(|| HeaderValue::try_from(text).map_err(drop))
}

/// The preferences in `Preference-Applied` headers, each as it came; commas inside quotes separate nothing.
pub(super) fn applied(headers: &HeaderMap) -> Vec<&str> {
    let texts = headers.get_all("preference-applied");
    let texts = texts.into_iter().filter_map(|value| value.to_str().ok());
    texts.flat_map(split).filter(|text| !text.is_empty()).collect()
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    let mut quotes = Quotes::default();
    text.split(move |character| !quotes.hold(character) && character == ',')
        .map(str::trim)
}

/// Whether every quote is closed: one that is not would take in the rest of the header.
fn closes_quotes(text: &str) -> bool {
    let mut quotes = Quotes::default();
    let mut is_inside = false;
    for character in text.chars() {
        is_inside = quotes.hold(character);
    }
    !is_inside
}

/// Quoted strings ([RFC 9110, 5.6.4](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.4)), character by character.
#[derive(Default)]
struct Quotes {
    is_inside: bool,
    is_escaped: bool,
}

impl Quotes {
    /// Whether after this character a quoted string is open.
    fn hold(&mut self, character: char) -> bool {
        match character {
            _ if self.is_escaped => self.is_escaped = false,
            '\\' if self.is_inside => self.is_escaped = true,
            '"' => self.is_inside = !self.is_inside,
            _ => {}
        }
        self.is_inside
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_commas_separate_nothing() {
        let mut headers = HeaderMap::new();
        headers.append(
            "preference-applied",
            "return=minimal, a=\"b,\\\",c\"".parse().unwrap(),
        );
        headers.append("preference-applied", "odata.maxpagesize=7".parse().unwrap());
        assert_eq!(
            applied(&headers),
            ["return=minimal", "a=\"b,\\\",c\"", "odata.maxpagesize=7"]
        );
    }
}
