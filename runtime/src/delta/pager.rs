//! [`DeltaPager`]: from page to page of a round, without I/O.

use super::kept::DeltaLink;
use super::page::DeltaPage;
use crate::error::{DeltaError, Error};
use crate::paging::Trail;
use crate::request::Request;
use crate::types::Entity;
use std::fmt;

/// How many pages a round has at most, unless [`DeltaPager::page_limit`] sets another number: far more than any collection has.
const PAGES: u64 = 100_000;

/// The pages of a round, without I/O: which request brings the next one, where the round can be taken up again, and where the
/// next round begins.
///
/// Each further request has the first one's headers and goes to the link in the page before; a link to another scheme, host or
/// port is an error when it is built. Memory does not grow with the number of pages.
///
/// ```
/// # use odata_entity::{Entity, Error};
/// # use odata_entity::delta::DeltaPager;
/// # use std::collections::HashMap;
/// # #[derive(Entity)]
/// # #[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
/// # struct User { #[odata(key)] id: String }
/// # fn example(
/// #     users: &mut HashMap<String, User>,
/// #     send: impl Fn(http::Request<Vec<u8>>) -> http::Response<Vec<u8>>,
/// # ) -> Result<(), Error> {
/// let mut pager = DeltaPager::new(User::collection().delta());
/// while let Some(request) = pager.request() {
///     let answer = send(request.to_http("https://graph.microsoft.com/v1.0")?);
///     let page = request.read(answer)?;
///     pager.turn(&page)?;
///     for item in &page.value {
///         item.apply_to(users)?;
///     }
/// }
/// let next_round = pager.link();
/// # Ok(())
/// # }
/// ```
#[must_use = "a pager fetches nothing: it gives the requests to send"]
pub struct DeltaPager<E> {
    request: Request<DeltaPage<E>>,
    trail: Trail,
    end: Option<DeltaLink>,
    is_over: bool,
    pages: u64,
    page_limit: u64,
}

impl<E: Entity> DeltaPager<E> {
    /// Begins with this request.
    pub fn new(request: Request<DeltaPage<E>>) -> Self {
        Self {
            trail: Trail::new(request.link()),
            request,
            end: None,
            is_over: false,
            pages: 0,
            page_limit: PAGES,
        }
    }

    /// At most this many pages in the round; 100,000 unless set. A round that has more is an error, at whose place it can be taken
    /// up again ([`position`](Self::position)).
    pub fn page_limit(mut self, pages: u64) -> Self {
        self.page_limit = pages;
        self
    }

    /// The request for the next page; none after the last one.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn request(&self) -> Option<&Request<DeltaPage<E>>> {
        (!self.is_over).then_some(&self.request)
    }

    /// Where the round is taken up again: at the page that comes next, after the last page at the next round. `None` where it has
    /// not begun.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn position(&self) -> Option<DeltaLink> {
        match &self.end {
            Some(end) => Some(end.clone()),
            None => Some(self.request.keep(self.request.link()?, true)),
        }
    }

    /// Where the next round begins; after the last page.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn link(&self) -> Option<&DeltaLink> {
        self.end.as_ref()
    }

    /// Takes note of a page that came.
    ///
    /// # Errors
    ///
    /// [`Error::Link`] if its next link was followed before, or leads nowhere; [`Error::Delta`] if the round has more pages than
    /// [`page_limit`](Self::page_limit).
    pub fn turn(&mut self, page: &DeltaPage<E>) -> Result<(), Error> {
        self.pages += 1;
        let before = self.request.link();
        if let Some(link) = page.next_link.as_deref().filter(|link| !link.trim().is_empty()) {
            let followed = self.trail.follow(before, link);
            if followed.is_err() {
                self.is_over = true;
            }
            self.request = self.request.clone().from_link(followed?);
            if self.pages >= self.page_limit {
                self.is_over = true;
                return Err(DeltaError::endless(self.pages).into());
            }
            return Ok(());
        }
        self.is_over = true;
        if let Some(link) = &page.delta_link {
            self.end = Some(self.request.keep(&Trail::absolute(before, link), false));
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

impl<E> fmt::Debug for DeltaPager<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeltaPager")
            .field("request", &self.request)
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}
