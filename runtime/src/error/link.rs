//! A URL in an answer that is not followed.

use http::Uri;
use std::fmt;

/// A link or redirect that leads where the client does not go. It shows no path and no query, as those hold keys and
/// secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkError {
    what: &'static str,
    to: String,
    reason: &'static str,
}

impl LinkError {
    pub(crate) fn new(what: &'static str, to: Option<&Uri>, reason: &'static str) -> Self {
        let to = to.map_or_else(|| "no URL".to_owned(), place);
        Self { what, to, reason }
    }

    /// What it is: a `next link`, a `redirect`.
    pub fn what(&self) -> &str {
        self.what
    }

    /// Scheme, host and port that it leads to.
    pub fn to(&self) -> &str {
        &self.to
    }
}

fn place(uri: &Uri) -> String {
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
