//! [`Pages`] and [`Items`]: lists as streams.

use super::Client;
use super::transport::BoxFuture;
use crate::call::retry::Attempts;
use crate::error::Error;
use crate::link::AnswerUrl;
use crate::paging::Pager;
use crate::request::{AwaitItemsByTryNext, FromResponse, Page, Request};
use futures_core::Stream;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The pages of a list; made by [`Client::pages`]. It ends after the last page, or after an error.
///
/// ```
/// use odata_entity::Entity;
///
/// #[derive(Entity)]
/// #[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
/// struct User {
///     #[odata(key)]
///     id: String,
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let user = odata_entity_testing::EntityType::new("microsoft.graph.user").key("id");
/// # let service = odata_entity_testing::Service::builder()
/// #     .entity_set("/users", user)
/// #     .insert("/users/a", serde_json::json!({}))
/// #     .insert("/users/b", serde_json::json!({}))
/// #     .start()
/// #     .await;
/// # let client = odata_entity::Client::new(service.base_url(), odata_entity::FixedToken::new(service.token()))?;
/// let mut pages = client.pages(User::collection().list().top(100)).limit(1000);
/// let mut number = 0;
/// while let Some(page) = pages.try_next().await? {
///     number += page.value.len();
/// }
/// assert_eq!(number, 2);
/// // It is over, so there is no page to go on with later.
/// assert_eq!(pages.next_link(), None);
/// # Ok(())
/// # }
/// ```
#[must_use = "a stream fetches nothing until it is polled"]
pub struct Pages<E> {
    client: Client,
    state: State<E>,
    /// The link of the page that comes next.
    link: Option<String>,
    /// How many entities are still to come at most.
    left: Option<usize>,
}

enum State<E> {
    Idle(Box<Turn<E>>),
    Fetching(BoxFuture<'static, Fetched<E>>),
    Over,
}

/// Where the list is, and what its pages have used up of the retry policy.
type Turn<E> = (Pager<E>, Attempts);

/// A page, and where the list is after it.
type Fetched<E> = (Box<Turn<E>>, Result<Page<E>, Error>);

impl Client {
    /// The pages of a list, one after the other: each is fetched when it is asked for. An item is a page or an error, those of
    /// [`send`](Self::send). All have the headers of the
    /// first request; waits for the service add up over all of them
    /// ([`RetryPolicy::total_wait`](crate::RetryPolicy::total_wait)).
    pub fn pages<E>(&self, request: Request<Page<E>>) -> Pages<E> {
        Pages {
            client: self.clone(),
            link: request.link().map(str::to_owned),
            left: None,
            state: State::Idle(Box::new((Pager::new(request), Attempts::default()))),
        }
    }

    /// The entities of a list, over all its pages, one page in memory at a time. Each item is an entity or an error, those of
    /// [`send`](Self::send); the stream ends after an error.
    ///
    /// ```no_run
    /// # use odata_entity::{Client, Entity, Error, Page, Request};
    /// # async fn example<E: Entity + Send + 'static>(client: Client, request: Request<Page<E>>) -> Result<(), Error> {
    /// let mut items = client.items(request);
    /// while let Some(item) = items.try_next().await? {
    ///     // …
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[doc(alias("PageIterator", "nextLink", "$skiptoken", "all pages"))]
    pub fn items<E>(&self, request: Request<Page<E>>) -> Items<E> {
        Items {
            pages: self.pages(request),
            page: Vec::new().into_iter(),
            page_link: None,
            page_size: 0,
            left: None,
            count: None,
            delta_link: None,
        }
    }

    async fn page<E>(self, mut turn: Box<Turn<E>>) -> Fetched<E>
    where
        Page<E>: FromResponse,
    {
        let (pager, attempts) = &mut *turn;
        let Some(request) = pager.request().cloned() else {
            let end = Error::Link(crate::error::LinkError::new("next link", None, "there is none"));
            return (turn, Err(end));
        };
        attempts.next_page();
        let page = match self.respond(&request, attempts).await {
            Ok(response) => {
                if let Some(AnswerUrl(url)) = response.extensions().get() {
                    pager.came_from(url);
                }
                request.read(response)
            }
            Err(error) => Err(error),
        };
        let page = page.and_then(|page| pager.turn(&page).map(|()| page));
        (turn, page)
    }
}

impl<E> Pages<E> {
    /// At most this many entities in all, whatever the service makes of [`top`](Request::top). The page in which they
    /// are full ends there, without links where it was cut; no further one is fetched.
    #[must_use = "the limit is that of the stream that comes back"]
    pub fn limit(mut self, entities: usize) -> Self {
        self.left = Some(entities);
        self
    }

    /// The link of the page that comes next, to go on from later with [`Request::from_link`]; none before the first page and
    /// after the last one. After an error it is that of the page that failed, and after a page that the limit cut that of
    /// this page.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn next_link(&self) -> Option<&str> {
        self.link.as_deref()
    }
}

impl<E: Send + 'static> Stream for Pages<E>
where
    Page<E>: FromResponse,
{
    type Item = Result<Page<E>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match std::mem::replace(&mut self.state, State::Over) {
                State::Idle(turn) if turn.0.request().is_none() || self.left == Some(0) => {
                    return Poll::Ready(None);
                }
                State::Idle(turn) => {
                    let client = self.client.clone();
                    self.state = State::Fetching(Box::pin(client.page(turn)));
                }
                State::Fetching(mut future) => {
                    let Poll::Ready((turn, mut page)) = future.as_mut().poll(cx) else {
                        self.state = State::Fetching(future);
                        return Poll::Pending;
                    };
                    if let Ok(page) = &mut page {
                        if !cut(page, &mut self.left) {
                            self.link = turn.0.link().map(str::to_owned);
                        }
                        self.state = State::Idle(turn);
                    }
                    return Poll::Ready(Some(page));
                }
                State::Over => return Poll::Ready(None),
            }
        }
    }
}

/// Leaves as many entities of a page as there is room for; whether it had more. A link would pass over those.
fn cut<E>(page: &mut Page<E>, left: &mut Option<usize>) -> bool {
    let Some(left) = left else {
        return false;
    };
    let is_cut = page.value.len() > *left;
    if is_cut {
        page.value.truncate(*left);
        (page.next_link, page.delta_link) = (None, None);
    }
    *left -= page.value.len();
    is_cut
}

/// The entities of a list; made by [`Client::items`]. It ends after the last one, or after an error.
///
/// ```
/// use odata_entity::Entity;
///
/// #[derive(Entity)]
/// #[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
/// struct User {
///     #[odata(key)]
///     id: String,
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let user = odata_entity_testing::EntityType::new("microsoft.graph.user").key("id");
/// # let service = odata_entity_testing::Service::builder()
/// #     .entity_set("/users", user)
/// #     .insert("/users/a", serde_json::json!({}))
/// #     .insert("/users/b", serde_json::json!({}))
/// #     .start()
/// #     .await;
/// # let client = odata_entity::Client::new(service.base_url(), odata_entity::FixedToken::new(service.token()))?;
/// let mut users = client.items(User::collection().list().count());
/// let mut ids = Vec::new();
/// while let Some(user) = users.try_next().await? {
///     ids.push(user.id);
/// }
/// assert_eq!(ids, ["a", "b"]);
/// assert_eq!(users.total(), Some(2));
/// # Ok(())
/// # }
/// ```
#[must_use = "a stream fetches nothing until it is polled"]
pub struct Items<E> {
    pages: Pages<E>,
    page: std::vec::IntoIter<E>,
    page_link: Option<String>,
    page_size: usize,
    left: Option<usize>,
    count: Option<u64>,
    delta_link: Option<String>,
}

impl<E> Items<E> {
    /// At most this many entities, whatever the service makes of [`top`](Request::top): to the standard that is their
    /// number in all, on Microsoft Graph the size of a page. No page is fetched that is not needed.
    #[must_use = "the limit is that of the stream that comes back"]
    pub fn limit(mut self, entities: usize) -> Self {
        self.left = Some(entities);
        self
    }

    /// How many entities there are in all, if [`count`](Request::count) asked; known from the first entity on.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn total(&self) -> Option<u64> {
        self.count
    }

    /// Where to ask for later changes; after the last entity of a delta query, and not before, as what is still to be given
    /// out would be lost.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn delta_link(&self) -> Option<&str> {
        self.delta_link.as_deref().filter(|_| self.page.len() == 0)
    }

    /// Where to take the list up again later: the link of the page of which entities are still to be given out, and how many
    /// of it have been given out already.
    ///
    /// The link goes into [`Request::from_link`]; `None` means the first page. Skip that many entities of the page,
    /// or get them twice.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn position(&self) -> (Option<&str>, usize) {
        match self.page.len() {
            0 => (self.pages.next_link(), 0),
            left => (self.page_link.as_deref(), self.page_size.saturating_sub(left)),
        }
    }
}

impl<E> Unpin for Pages<E> {}
impl<E> Unpin for Items<E> {}

impl<E: Send + 'static> Stream for Items<E>
where
    Page<E>: FromResponse,
{
    type Item = Result<E, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if self.left == Some(0) {
                return Poll::Ready(None);
            }
            if let Some(item) = self.page.next() {
                self.left = self.left.map(|left| left - 1);
                return Poll::Ready(Some(Ok(item)));
            }
            let link = self.pages.link.clone();
            match ready!(Pin::new(&mut self.pages).poll_next(cx)) {
                Some(Ok(page)) => {
                    self.page_link = link;
                    self.page_size = page.value.len();
                    self.count = page.count.or(self.count);
                    self.delta_link = page.delta_link;
                    self.page = page.value.into_iter();
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<E> fmt::Debug for Pages<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}

impl<E> fmt::Debug for Items<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("left_of_page", &self.page.len())
            .finish_non_exhaustive()
    }
}

/// Names what to write for a `for` over a stream.
macro_rules! no_loop {
    ($($name:ident: $item:ty;)+) => {$(
        /// Only for the error of a `for` over it.
        impl<E> Iterator for $name<E>
        where
            $name<E>: AwaitItemsByTryNext,
        {
            type Item = Result<$item, Error>;

            fn next(&mut self) -> Option<Self::Item> {
                None
            }
        }
    )+};
}

pub(super) use no_loop;

no_loop! {
    Pages: Page<E>;
    Items: E;
}
