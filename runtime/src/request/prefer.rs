//! Preferences ([RFC 7240](https://www.rfc-editor.org/rfc/rfc7240)): asked for in one header, applied or not.

use super::Request;
use http::{HeaderMap, HeaderValue};

pub(super) const INCLUDE_UNKNOWN: &str = "include-unknown-enum-members";

impl<R> Request<R> {
    /// A preference, for the `Prefer` header: `outlook.timezone="UTC"`. Several go into one header; of two with one name the
    /// later counts. Which of them the service applied says [`Answer::applied`](crate::Answer::applied).
    pub fn prefer(mut self, preference: impl Into<String>) -> Self {
        let preference = preference.into();
        self.parts
            .prefer
            .retain(|other| !name(other).eq_ignore_ascii_case(name(&preference)));
        self.parts.prefer.push(preference);
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
    pub fn consistency_eventual(self) -> Self {
        self.with_header("ConsistencyLevel", "eventual")
    }
}

/// The name of a preference, without its value and parameters.
fn name(preference: &str) -> &str {
    preference.split(['=', ';']).next().unwrap_or_default().trim()
}

/// One header of all preferences; none if there are none.
pub(super) fn header(preferences: &[String], unknown_members: bool) -> Option<Result<HeaderValue, ()>> {
    let asked = preferences
        .iter()
        .any(|preference| name(preference).eq_ignore_ascii_case(INCLUDE_UNKNOWN));
    let extra = (unknown_members && !asked).then_some(INCLUDE_UNKNOWN);
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
    let mut quoted = false;
    text.split(move |character| {
        quoted ^= character == '"';
        character == ',' && !quoted
    })
    .map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_commas_separate_nothing() {
        let mut headers = HeaderMap::new();
        headers.append("preference-applied", "return=minimal, a=\"b,c\"".parse().unwrap());
        headers.append("preference-applied", "odata.maxpagesize=7".parse().unwrap());
        assert_eq!(
            applied(&headers),
            ["return=minimal", "a=\"b,c\"", "odata.maxpagesize=7"]
        );
    }
}
