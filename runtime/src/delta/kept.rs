//! [`DeltaLink`]: what is kept from one round to the next.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Where a delta goes on: a link that the service gave, and the headers of the first request, which each later one needs again
/// (`ConsistencyLevel`, `Prefer`). Keep it with what was applied, by serde, and go on in another process:
/// `request.resume(&link)`.
///
/// It has no `Authorization` and no cookies. The link itself can be all that is needed to read the changes, beside a token: store
/// it like data.
///
/// ```
/// use odata_entity::Entity;
/// use odata_entity::delta::{DeltaLink, DeltaPager};
///
/// #[derive(Entity)]
/// #[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
/// struct User {
///     #[odata(key)]
///     id: String,
/// }
///
/// let mut pager = DeltaPager::new(User::collection().delta());
/// pager.turn(&serde_json::from_str(r#"{"value":[],"@odata.deltaLink":"https://graph.microsoft.com/v1.0/users/delta?t=1"}"#)?)?;
/// // Kept in a file or a database…
/// let kept = serde_json::to_string(&pager.link())?;
/// // … and taken up in another process.
/// let link: DeltaLink = serde_json::from_str(&kept)?;
/// let request = User::collection().delta().resume(&link);
/// assert_eq!(request.to_http("https://graph.microsoft.com/v1.0")?.uri().query(), Some("t=1"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeltaLink {
    link: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    headers: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    ieee754: bool,
    /// Whether the round is not over.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    within_round: bool,
}

impl DeltaLink {
    pub(super) fn new(
        link: String,
        headers: Vec<(String, String)>,
        ieee754: bool,
        within_round: bool,
    ) -> Self {
        Self {
            link,
            headers,
            ieee754,
            within_round,
        }
    }

    /// The URL.
    #[doc(alias("@odata.deltaLink", "$deltatoken", "delta token"))]
    #[must_use = "this changes nothing: use what it returns"]
    pub fn url(&self) -> &str {
        &self.link
    }

    /// Whether it leads to a further page of the same round, and not to the next round.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_within_round(&self) -> bool {
        self.within_round
    }

    pub(super) fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    pub(super) fn has_text_numbers(&self) -> bool {
        self.ieee754
    }
}

/// No URL and no values: the link has a token.
impl fmt::Debug for DeltaLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("DeltaLink")
            .field("headers", &names)
            .field("is_within_round", &self.within_round)
            .finish_non_exhaustive()
    }
}
