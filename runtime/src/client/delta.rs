//! [`DeltaPages`] and [`DeltaItems`]: a round of changes as a stream.

use super::Client;
use super::stream::no_loop;
use super::transport::BoxFuture;
use crate::call::retry::Attempts;
use crate::delta::{DeltaItem, DeltaLink, DeltaPage, DeltaPager};
use crate::error::{Error, LinkError};
use crate::link::AnswerUrl;
use crate::request::{AwaitItemsByTryNext, Request};
use crate::structure::read::Apply;
use crate::types::Entity;
use futures_core::Stream;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The pages of a round of changes; made by [`Client::delta_pages`]. It ends after the last page, or after an error.
///
/// ```
/// use odata_entity::Entity;
/// use std::collections::HashMap;
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
/// #     .change_tracking("/users", odata_entity_testing::ChangeTracking::new())
/// #     .insert("/users/a", serde_json::json!({}))
/// #     .insert("/users/b", serde_json::json!({}))
/// #     .start()
/// #     .await;
/// # let client = odata_entity::Client::new(service.base_url(), odata_entity::FixedToken::new(service.token()))?;
/// let mut users: HashMap<String, User> = HashMap::new();
/// let mut pages = client.delta_pages(User::collection().delta());
/// while let Some(page) = pages.try_next().await? {
///     for item in &page.value {
///         item.apply_to(&mut users)?;
///     }
///     // To be kept in the same transaction: where another process takes the round up again.
///     let position = serde_json::to_string(&pages.position())?;
/// }
/// assert_eq!(users.len(), 2);
/// # Ok(())
/// # }
/// ```
#[must_use = "a stream fetches nothing until it is polled"]
pub struct DeltaPages<E> {
    client: Client,
    state: State<E>,
    /// Where the round is taken up again.
    position: Option<DeltaLink>,
    /// Where the next round begins.
    link: Option<DeltaLink>,
}

enum State<E> {
    Idle(Box<Turn<E>>),
    Fetching(BoxFuture<'static, Fetched<E>>),
    /// What is wrong with the link behind the page that was given out.
    Faulty(Error),
    Over,
}

/// Where the round is, and what its pages have used up of the retry policy.
type Turn<E> = (DeltaPager<E>, Attempts);

/// A page, what is wrong with its next link, and where the round is after it.
type Fetched<E> = (Box<Turn<E>>, Result<DeltaPage<E>, Error>, Option<Error>);

impl Client {
    /// The changes of a round, one after the other, one page in memory at a time; each item is a change or an error. After the last one,
    /// [`link`](DeltaItems::link) has where the next round begins: keep it, and give it to
    /// [`resume`](Request::resume) of the same request.
    ///
    /// ```no_run
    /// # use odata_entity::{Client, Entity, Error};
    /// # use std::collections::HashMap;
    /// # #[derive(Entity)]
    /// # #[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
    /// # struct User { #[odata(key)] id: String, mail: Option<String> }
    /// # async fn example(client: Client, users: &mut HashMap<String, User>) -> Result<(), Error> {
    /// let mut changes = client.delta(User::collection().delta().select((User::ID, User::MAIL)));
    /// while let Some(item) = changes.try_next().await? {
    ///     item.apply_to(users)?;
    /// }
    /// let link = changes.link().cloned();
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// All requests have the headers of the first one; waits for the service add up over the round
    /// ([`RetryPolicy::total_wait`](crate::RetryPolicy::total_wait)).
    pub fn delta<E: Entity>(&self, request: Request<DeltaPage<E>>) -> DeltaItems<E> {
        DeltaItems {
            pages: self.delta_pages(request),
            page: Vec::new().into_iter(),
            page_position: None,
        }
    }

    /// The same page by page: for a local copy that is changed in one transaction a page.
    pub fn delta_pages<E: Entity>(&self, request: Request<DeltaPage<E>>) -> DeltaPages<E> {
        let pager = DeltaPager::new(request);
        DeltaPages {
            client: self.clone(),
            position: pager.position(),
            link: None,
            state: State::Idle(Box::new((pager, Attempts::default()))),
        }
    }

    async fn delta_page<E: Entity + Apply>(self, mut turn: Box<Turn<E>>) -> Fetched<E> {
        let (pager, attempts) = &mut *turn;
        let Some(request) = pager.request().cloned() else {
            let end = Error::Link(LinkError::new("next link", None, "there is none"));
            return (turn, Err(end), None);
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
        // What came is given out before what is wrong with the link behind it.
        let fault = page.as_ref().ok().and_then(|page| pager.turn(page).err());
        (turn, page, fault)
    }
}

impl<E: Entity> DeltaPages<E> {
    /// At most this many pages in the round; 100,000 unless set ([`DeltaPager::page_limit`]).
    #[must_use = "the limit is that of the stream that comes back"]
    pub fn page_limit(mut self, pages: u64) -> Self {
        if let State::Idle(turn) = self.state {
            let (pager, attempts) = *turn;
            self.state = State::Idle(Box::new((pager.page_limit(pages), attempts)));
        }
        self
    }
}

impl<E> DeltaPages<E> {
    /// Where the round is taken up again: at the page that comes next; after the last page at the next round. After an error it is
    /// at the page that failed. `None` where that is the beginning.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn position(&self) -> Option<&DeltaLink> {
        self.position.as_ref()
    }

    /// Where the next round begins; after the last page.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn link(&self) -> Option<&DeltaLink> {
        self.link.as_ref()
    }
}

impl<E: Entity + Apply + Send + 'static> Stream for DeltaPages<E> {
    type Item = Result<DeltaPage<E>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match std::mem::replace(&mut self.state, State::Over) {
                State::Idle(turn) if turn.0.request().is_none() => return Poll::Ready(None),
                State::Idle(turn) => {
                    let client = self.client.clone();
                    self.state = State::Fetching(Box::pin(client.delta_page(turn)));
                }
                State::Fetching(mut future) => {
                    let Poll::Ready((turn, page, fault)) = future.as_mut().poll(cx) else {
                        self.state = State::Fetching(future);
                        return Poll::Pending;
                    };
                    if page.is_ok() {
                        self.position = turn.0.position();
                        self.link = turn.0.link().cloned();
                        self.state = match fault {
                            Some(fault) => State::Faulty(fault),
                            None => State::Idle(turn),
                        };
                    }
                    return Poll::Ready(Some(page));
                }
                State::Faulty(fault) => return Poll::Ready(Some(Err(fault))),
                State::Over => return Poll::Ready(None),
            }
        }
    }
}

/// The changes of a round; made by [`Client::delta`]. It ends after the last one, or after an error.
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
/// #     .change_tracking("/users", odata_entity_testing::ChangeTracking::new())
/// #     .insert("/users/a", serde_json::json!({}))
/// #     .insert("/users/b", serde_json::json!({}))
/// #     .start()
/// #     .await;
/// # let client = odata_entity::Client::new(service.base_url(), odata_entity::FixedToken::new(service.token()))?;
/// let mut changes = client.delta(User::collection().delta());
/// while let Some(item) = changes.try_next().await? {
///     assert!(item.key().is_some());
/// }
/// // Later, and in another process if you keep the link:
/// let link = changes.link().ok_or("the round is not over")?;
/// # service.remove("/users/a");
/// let mut changes = client.delta(User::collection().delta().resume(link));
/// let gone = changes.try_next().await?.ok_or("nothing has changed")?;
/// assert_eq!(gone.key(), Some("a"));
/// # Ok(())
/// # }
/// ```
#[must_use = "a stream fetches nothing until it is polled"]
pub struct DeltaItems<E> {
    pages: DeltaPages<E>,
    page: std::vec::IntoIter<DeltaItem<E>>,
    /// Where the page is that is given out.
    page_position: Option<DeltaLink>,
}

impl<E: Entity> DeltaItems<E> {
    /// At most this many pages in the round; 100,000 unless set ([`DeltaPager::page_limit`]). A round that has more ends with
    /// [`Error::Delta`], after all items of its pages.
    #[must_use = "the limit is that of the stream that comes back"]
    pub fn page_limit(mut self, pages: u64) -> Self {
        self.pages = self.pages.page_limit(pages);
        self
    }
}

impl<E> DeltaItems<E> {
    /// Where the next round begins; after the last item, and not before, as what is still to be given out would be lost. Keep it
    /// with what was applied.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn link(&self) -> Option<&DeltaLink> {
        self.pages.link().filter(|_| self.page.len() == 0)
    }

    /// Where the round is taken up again, also in another process ([`resume`](Request::resume)): at the page of which items are
    /// still to be given out, so that some come again; after the last item at the next round. `None` where that is the beginning.
    ///
    /// Applying an item again does no harm.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn position(&self) -> Option<&DeltaLink> {
        match self.page.len() {
            0 => self.pages.position(),
            _ => self.page_position.as_ref(),
        }
    }
}

impl<E> Unpin for DeltaPages<E> {}
impl<E> Unpin for DeltaItems<E> {}

impl<E: Entity + Apply + Send + 'static> Stream for DeltaItems<E> {
    type Item = Result<DeltaItem<E>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            let position = self.pages.position.clone();
            match ready!(Pin::new(&mut self.pages).poll_next(cx)) {
                Some(Ok(page)) => {
                    self.page_position = position;
                    self.page = page.value.into_iter();
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<E> fmt::Debug for DeltaPages<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeltaPages").finish_non_exhaustive()
    }
}

impl<E> fmt::Debug for DeltaItems<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeltaItems")
            .field("left_of_page", &self.page.len())
            .finish_non_exhaustive()
    }
}

no_loop! {
    DeltaPages: DeltaPage<E>;
    DeltaItems: DeltaItem<E>;
}
