//! [`Pager`]: from page to page, without I/O.

use crate::error::{Error, LinkError};
use crate::link::{decode, is_nowhere};
use crate::request::{Page, Request};
use crate::url::{has_scheme, join, without_fragment};
use std::collections::VecDeque;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

/// How many of the latest links are remembered, as hashes: a circle of up to so many pages is seen at its first turn.
const REMEMBERED: usize = 1024;

/// The pages of a list: which request brings the next one, and whether they go in a circle.
///
/// Each further request has the first one's headers and goes to the link in the page before; a link to another scheme, host
/// or port is an error when it is built. Memory does not grow with the number of pages.
///
/// ```
/// # use odata_entity::Entity;
/// # #[derive(Debug, Clone, PartialEq, Entity)]
/// # #[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
/// # struct User {
/// #     #[odata(key)]
/// #     id: String,
/// #     mail: Option<String>,
/// # }
///
/// use odata_entity::{Error, Pager};
///
/// /// Every user, with any HTTP client.
/// fn all(send: impl Fn(http::Request<Vec<u8>>) -> http::Response<Vec<u8>>) -> Result<Vec<User>, Error> {
///     let mut pager = Pager::new(User::collection().list());
///     let mut users = Vec::new();
///     while let Some(request) = pager.request() {
///         let page = request.read(send(request.to_http("https://graph.microsoft.com/v1.0")?))?;
///         pager.turn(&page)?;
///         users.extend(page.value);
///     }
///     Ok(users)
/// }
/// # let page = |request: http::Request<Vec<u8>>| http::Response::new(match request.uri().query() {
/// #     None => br#"{"value":[{"id":"a"}],"@odata.nextLink":"https://graph.microsoft.com/v1.0/users?page=2"}"#.to_vec(),
/// #     Some(_) => br#"{"value":[{"id":"b"}]}"#.to_vec(),
/// # });
/// # assert_eq!(all(page)?.len(), 2);
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[derive(Debug)]
#[must_use = "a pager fetches nothing: it gives the requests to send"]
pub struct Pager<E> {
    request: Request<Page<E>>,
    is_over: bool,
    trail: Trail,
}

impl<E> Pager<E> {
    /// Begins with this request.
    #[doc(alias("PageIterator", "nextLink", "$skiptoken"))]
    pub fn new(request: Request<Page<E>>) -> Self {
        Self {
            trail: Trail::new(request.link()),
            request,
            is_over: false,
        }
    }

    /// The request for the next page; none after the last one.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn request(&self) -> Option<&Request<Page<E>>> {
        (!self.is_over).then_some(&self.request)
    }

    /// The link of the next page, to go on from later ([`from_link`](Request::from_link)); none before the first page and
    /// after the last one.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn link(&self) -> Option<&str> {
        self.request().and_then(Request::link)
    }

    /// Takes note of a page that came.
    ///
    /// # Errors
    ///
    /// [`Error::Link`] if its next link was followed before, or leads nowhere.
    pub fn turn<T>(&mut self, page: &Page<T>) -> Result<(), Error> {
        let Some(link) = page.next_link.as_deref().filter(|link| !link.trim().is_empty()) else {
            self.is_over = true;
            return Ok(());
        };
        match self.trail.follow(self.request.link(), link) {
            Ok(link) => self.request = self.request.clone().from_link(link),
            Err(error) => {
                self.is_over = true;
                return Err(error);
            }
        }
        Ok(())
    }

    /// Takes note of where the first page came from, so that a link that leads back there is seen at once.
    #[cfg(feature = "client")]
    pub(crate) fn came_from(&mut self, url: &http::Uri) {
        if self.request.link().is_none() {
            self.trail.came_from(url);
        }
    }
}

/// The links that were followed, as far as it takes to see a circle.
#[derive(Debug)]
pub(crate) struct Trail {
    latest: VecDeque<u64>,
    /// Brent's way to see circles of any length in constant memory: one link is kept, and replaced after 1, 2, 4, … pages.
    kept: Option<u64>,
    since: u64,
    until: u64,
}

impl Trail {
    /// Begins with the link of the first page, if it is at one.
    pub(crate) fn new(link: Option<&str>) -> Self {
        let mut trail = Self {
            latest: VecDeque::new(),
            kept: None,
            since: 0,
            until: 1,
        };
        if let Some(link) = link {
            trail.is_new(hash(link));
        }
        trail
    }

    /// The link to follow from the page at the link `before`.
    ///
    /// # Errors
    ///
    /// [`Error::Link`] if it was followed before, or leads nowhere.
    pub(crate) fn follow(&mut self, before: Option<&str>, link: &str) -> Result<String, Error> {
        let refused =
            |link: &str, reason| Error::Link(LinkError::new("next link", link.parse().ok().as_ref(), reason));
        if is_nowhere(link) {
            return Err(refused(
                link,
                "it is nothing but a fragment, so the rest of the list is missing",
            ));
        }
        let link = Self::absolute(before, link);
        if !self.is_new(hash(&link)) {
            return Err(refused(&link, "it was followed before: the pages go in a circle"));
        }
        Ok(link)
    }

    /// Where it is not known where the page came from, a relative link is relative to the link before it.
    pub(crate) fn absolute(before: Option<&str>, link: &str) -> String {
        match before {
            Some(before) if !has_scheme(link) => join(before, link),
            _ => link.to_owned(),
        }
    }

    #[cfg(feature = "client")]
    pub(crate) fn came_from(&mut self, url: &http::Uri) {
        self.is_new(hash(&url.to_string()));
    }

    fn is_new(&mut self, link: u64) -> bool {
        if self.latest.contains(&link) || self.kept == Some(link) {
            return false;
        }
        if self.latest.len() == REMEMBERED {
            self.latest.pop_front();
        }
        self.latest.push_back(link);
        self.since += 1;
        if self.since == self.until {
            (self.kept, self.since, self.until) = (Some(link), 0, self.until.saturating_mul(2));
        }
        true
    }
}

/// What comes after a `#` is not sent, so it makes no other link; nor does it which bytes are percent-encoded.
fn hash(link: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    decode(without_fragment(link)).hash(&mut hasher);
    hasher.finish()
}
