//! Requests that go on where an answer leads: next and delta links, and the links of entities.

use super::Request;
use crate::error::{Error, LinkError};
use crate::link::is_nowhere;
use crate::origin::{Origin, bad_base};
use http::Uri;

impl<R> Request<R> {
    /// The same request, headers and all, at a link that an earlier answer gave: a next link to go on from, a delta link to
    /// ask for changes, the read or edit link of an entity ([`Links`](crate::Links)). The link has all query options, so
    /// those of this request are not sent again. A relative one is relative to the URL that the request has without it.
    ///
    /// [`to_http`](Self::to_http) gives [`Error::Link`] for one that leads to another scheme, host or port, and for one that
    /// is empty or nothing but a fragment: it would ask for the same again, without the query.
    pub fn from_link(mut self, link: impl Into<String>) -> Self {
        self.parts.link = Some(link.into());
        self
    }

    /// The link this request goes to, if it goes to one.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn link(&self) -> Option<&str> {
        self.parts.link.as_deref()
    }

    /// The URL of a link, if the token may go there.
    pub(super) fn followed(&self, base: &Uri, link: &str) -> Result<Uri, Error> {
        let refused = |uri: Option<&Uri>, reason| Error::Link(LinkError::new("link", uri, reason));
        if is_nowhere(link) {
            return Err(refused(
                None,
                "it leads nowhere, so the request would be another one, without its query",
            ));
        }
        let uri = crate::url::resolve(base, link).ok_or_else(|| refused(None, "it is no URL"))?;
        if Origin::of(base).is_some_and(|origin| origin.is_of(&uri)) {
            Ok(uri)
        } else {
            Err(refused(
                Some(&uri),
                "it leaves the scheme, host and port of the client, and the token would go with it",
            ))
        }
    }
}

/// The absolute URL of an id that the service gave out.
pub(super) fn id_url(base_url: &str, id: &str) -> Result<String, Error> {
    let refused = |uri: Option<&Uri>, reason| Err(Error::Link(LinkError::new("id", uri, reason)));
    if is_nowhere(id) {
        return refused(None, "it leads nowhere");
    }
    if id.contains('#') {
        return refused(
            None,
            "its fragment names a part of a resource: ask for the resource, and take the part of that",
        );
    }
    if id.contains('?') {
        return refused(None, "it has a query: follow it by `from_link` of a request");
    }
    let base: Uri = format!("{base_url}/")
        .parse()
        .map_err(|_| bad_base(base_url, "is not a URL that a path can follow"))?;
    match crate::url::resolve(&base, id) {
        Some(uri) if Origin::of(&base).is_some_and(|origin| origin.is_of(&uri)) => Ok(uri.to_string()),
        Some(uri) => refused(
            Some(&uri),
            "it leaves the scheme, host and port of the client, and the token would go with it",
        ),
        None => refused(None, "it is no URL"),
    }
}
