//! A URL in an answer that is not followed.

use http::Uri;
use std::fmt;

/// A link or redirect that leads where the client does not go. It shows no path and no query, as those hold keys and
/// secrets.
///
/// ```
/// use odata_entity::{Error, Json, Page, path};
///
/// let list = path!("/users").get::<Page<Json<serde_json::Value>>>().from_link("https://elsewhere.example/users?page=2");
/// match list.to_http("https://graph.microsoft.com/v1.0") {
///     Err(Error::Link(link)) => assert_eq!(link.to(), "https://elsewhere.example"),
///     other => panic!("the token would go elsewhere: {other:?}"),
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkError {
    what: &'static str,
    to: String,
    reason: &'static str,
    may_be_done: bool,
}

impl LinkError {
    pub(crate) fn new(what: &'static str, to: Option<&Uri>, reason: &'static str) -> Self {
        let to = to.map_or_else(|| "no URL".to_owned(), place);
        Self {
            what,
            to,
            reason,
            may_be_done: false,
        }
    }

    /// It answered a write, which may be done.
    pub(crate) fn of_a_write(mut self) -> Self {
        self.may_be_done = true;
        self
    }

    /// What it is: a `next link`, a `redirect`.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn what(&self) -> &str {
        self.what
    }

    /// Whether it answered a write (303, or 301 and 302 to a POST), so that the service may have done it.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn may_be_done(&self) -> bool {
        self.may_be_done
    }

    /// Scheme, host and port that it leads to.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn to(&self) -> &str {
        &self.to
    }
}

fn place(uri: &Uri) -> String {
    if uri.host().is_none() {
        return "a relative URL".to_owned();
    }
    let scheme = uri.scheme_str().unwrap_or_default();
    let host = uri.host().unwrap_or_default();
    let port = uri.port().map(|port| format!(":{port}")).unwrap_or_default();
    let user = uri
        .authority()
        .is_some_and(|authority| authority.as_str().contains('@'));
    format!("{scheme}://{}{host}{port}", if user { "…@" } else { "" })
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the {} to {} was not followed: {}",
            self.what, self.to, self.reason
        )
    }
}

impl std::error::Error for LinkError {}
