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
#[derive(Debug)]
#[must_use = "a pager fetches nothing: it gives the requests to send"]
pub struct Pager<E> {
    request: Request<Page<E>>,
    is_over: bool,
    latest: VecDeque<u64>,
    /// Brent's way to see circles of any length in constant memory: one link is kept, and replaced after 1, 2, 4, … pages.
    kept: Option<u64>,
    since: u64,
    until: u64,
}

impl<E> Pager<E> {
    /// Begins with this request.
    pub fn new(request: Request<Page<E>>) -> Self {
        let mut pager = Self {
            request,
            is_over: false,
            latest: VecDeque::new(),
            kept: None,
            since: 0,
            until: 1,
        };
        if let Some(link) = pager.request.link() {
            let link = hash(link);
            pager.is_new(link);
        }
        pager
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
        if is_nowhere(link) {
            return Err(self.refuse(
                link,
                "it is nothing but a fragment, so the rest of the list is missing",
            ));
        }
        // Where it is not known where the page came from, a relative link is relative to the link before it.
        let link = match self.request.link() {
            Some(before) if !has_scheme(link) => join(before, link),
            _ => link.to_owned(),
        };
        if !self.is_new(hash(&link)) {
            return Err(self.refuse(&link, "it was followed before: the pages go in a circle"));
        }
        self.request = self.request.clone().from_link(link);
        Ok(())
    }

    fn refuse(&mut self, link: &str, reason: &'static str) -> Error {
        self.is_over = true;
        Error::Link(LinkError::new("next link", link.parse().ok().as_ref(), reason))
    }

    /// Takes note of where the first page came from, so that a link that leads back there is seen at once.
    #[cfg(feature = "client")]
    pub(crate) fn came_from(&mut self, url: &http::Uri) {
        if self.request.link().is_none() {
            self.is_new(hash(&url.to_string()));
        }
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
