//! Bulk requests: streams of them, in batches, as fast as the service lets them through.

mod in_flight;
mod limiter;

use super::Client;
use super::transport::BoxFuture;
use crate::batch::{Entry, Job};
use crate::call::retry::Brake;
use crate::error::Error;
use crate::path::EntityPath;
use crate::path::Updatable;
use crate::profile::{BatchFormat, WriteLimit};
use crate::request::{FromResponse, Request, Written};
use crate::structure::Structured;
use crate::types::Entity;
use futures_core::Stream;
use in_flight::Landed;
use limiter::Limiter;
use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

/// The most batches in flight, by default.
const CONCURRENCY: usize = 4;

/// How many requests are held at most, however large the numbers are that were set.
const MOST_HELD: usize = 1 << 16;

/// Requests from a stream on their way, and their results as they come; made by [`Client::update_all`] and
/// [`Client::send_all`].
///
/// It is a stream of [`Outcome`]s, one for each request that was sent, in the order in which they end. It works only while
/// it is polled, and holds no more requests than a few batches: memory does not grow with their number.
///
/// ```
/// use futures_util::stream;
/// use odata_entity::path;
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
/// let deletions = ["a", "b", "c"].map(|id| (id, path!("/users/{id}", id).delete()));
/// let mut results = client.send_all(stream::iter(deletions)).concurrency(2);
/// while let Some(deleted) = results.next().await {
///     assert_eq!(deleted.result.is_ok(), deleted.key != "c", "there is no user c");
/// }
/// let progress = results.progress();
/// assert_eq!((progress.succeeded, progress.failed), (2, 1));
/// # Ok(())
/// # }
/// ```
#[must_use = "a stream sends nothing until it is polled"]
pub struct SendAll<S: Stream, K, R> {
    client: Client,
    input: Pin<Box<S>>,
    convert: fn(S::Item) -> (K, Request<R>),
    has_ended: bool,
    has_limit: bool,
    batch_size: usize,
    /// To be sent, the earliest first; those to be sent again have a time.
    waiting: VecDeque<Held<K, R>>,
    flights: Vec<BoxFuture<'static, Landed<K, R>>>,
    outcomes: VecDeque<Outcome<K, R>>,
    limiter: Limiter,
    timer: Option<(Duration, BoxFuture<'static, ()>)>,
    /// The last batch was refused with 503, so the next one goes over a new connection.
    is_fresh: bool,
    brake: Brake,
    /// Why nothing is sent any more.
    given_up: Option<Arc<Error>>,
    progress: Progress,
}

/// A request that was taken from the stream.
struct Held<K, R> {
    index: u64,
    key: K,
    request: Request<R>,
    job: Job,
    not_before: Option<Duration>,
    was_sent: bool,
}

/// What became of one request.
///
/// ```
/// use odata_entity::Error;
/// use odata_entity::client::Outcome;
///
/// /// What is to be tried in the next run.
/// fn left_over<R>(outcomes: Vec<Outcome<String, R>>) -> Vec<String> {
///     outcomes.into_iter().filter(|outcome| outcome.result.is_err()).map(|outcome| outcome.key).collect()
/// }
///
/// let outcomes = vec![Outcome::new(0, "a".to_owned(), Ok(())), Outcome::new(1, "b".to_owned(), Err(Error::EmptyPatch))];
/// assert_eq!(left_over(outcomes), ["b"]);
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Outcome<K, R> {
    /// Its position in the stream, counted from 0.
    pub index: u64,
    /// What was given with it: its path, for updates.
    pub key: K,
    /// Its answer, or why there is none.
    pub result: Result<R, Error>,
}

impl<K, R> Outcome<K, R> {
    /// What became of the request at this position: for tests of code that is given outcomes.
    ///
    /// ```
    /// use odata_entity::client::Outcome;
    ///
    /// let outcome = Outcome::new(0, "device-7", Ok(()));
    /// assert!(outcome.result.is_ok());
    /// ```
    #[must_use = "this changes nothing: use what it returns"]
    pub fn new(index: u64, key: K, result: Result<R, Error>) -> Self {
        Self { index, key, result }
    }
}

/// How far it is.
///
/// ```
/// use odata_entity::client::BulkProgress;
///
/// /// The text of a progress bar; `results.progress()` has the numbers.
/// fn text(progress: BulkProgress) -> String {
///     format!("{} done, {} failed, {} in flight", progress.succeeded, progress.failed, progress.in_flight)
/// }
/// assert_eq!(text(BulkProgress::default()), "0 done, 0 failed, 0 in flight");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Requests taken from the stream.
    pub taken: u64,
    /// Requests that succeeded.
    pub succeeded: u64,
    /// Requests that failed for good.
    pub failed: u64,
    /// Requests that were not sent, as one batch after the other failed before them ([`Error::NotTried`]). All that were taken
    /// and are over have succeeded, failed, or were not tried.
    pub not_tried: u64,
    /// How often a request was to be sent again, because of throttling, an outage or a lost answer.
    pub retried: u64,
    /// Requests on their way now.
    pub in_flight: usize,
}

impl Client {
    /// Sends updates from a stream of paths and patches, in batches, and gives a stream of their results.
    ///
    /// As many batches are on their way at a time as the service lets through: half as many when it throttles, one
    /// more when it has not for a while. Where the [`Profile`](crate::Profile) knows a published limit for the first
    /// path, it is kept from the start. What is throttled, or lost and may be repeated, is sent again, as the
    /// [`RetryPolicy`](crate::RetryPolicy) allows.
    ///
    /// Where three batches in a row fail, lost, refused (401, 403, 404, 500), or with no answer but 5xx and 401 in
    /// them, it brakes: it waits as before a second try, and asks with one request. When that is answered it goes on; when it
    /// fails, it waits twice as long and asks again, as often in all as the policy sends a request again, at least once.
    /// Then it is given up: the rest of the stream is taken and ends as [`Error::NotTried`], so that every update is accounted
    /// for ([`SendAll::given_up`]).
    ///
    /// Every update ends exactly once, as updated or as an error, unless the stream is dropped before. To stop and go on
    /// later, call [`SendAll::stop`], take the results that are still to come, and begin again with what had none.
    ///
    /// ```no_run
    /// # use odata_entity::{Client, Entity, EntityPath, Structured};
    /// # async fn example<E>(client: Client, updates: Vec<(EntityPath<E>, E::Patch)>)
    /// # where E: Entity + Structured + Send + 'static, E::Patch: Send {
    /// use futures_util::stream;
    ///
    /// let mut results = client.update_all(stream::iter(updates));
    /// while let Some(update) = results.next().await {
    ///     if let Err(error) = update.result {
    ///         eprintln!("{}: {error}", update.key);
    ///     }
    /// }
    /// # }
    /// ```
    #[doc(alias = "bulk")]
    pub fn update_all<E, S, A>(&self, updates: S) -> SendAll<S, EntityPath<E, A>, Written<E>>
    where
        E: Entity + Structured,
        A: Updatable,
        S: StreamOf<(EntityPath<E, A>, <E as Structured>::Patch)>,
    {
        SendAll::new(self, updates, |(path, patch)| {
            let request = path.patch(&patch);
            (path, request)
        })
    }

    /// The same for any requests, each with a key of your own: updates with `If-Match`, creations, deletions.
    #[doc(alias = "bulk")]
    pub fn send_all<K, R, S>(&self, requests: S) -> SendAll<S, K, R>
    where
        S: StreamOf<(K, Request<R>)>,
    {
        SendAll::new(self, requests, |item| item)
    }
}

/// A stream of updates or requests: what [`Client::update_all`] and [`Client::send_all`] take.
///
/// ```
/// use futures_util::StreamExt;
/// use odata_entity::client::StreamOf;
/// use odata_entity::{Client, Request};
///
/// /// How many of any requests failed.
/// async fn failures(client: &Client, requests: impl StreamOf<(String, Request<()>)>) -> usize {
///     client.send_all(requests).filter(|outcome| std::future::ready(outcome.result.is_err())).count().await
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a stream of `{T}`",
    label = "not a stream of these",
    note = "a `Vec` or any other iterator becomes a stream by `futures_util::stream::iter(…)`; an update is a path with its patch, \
            `(Device::path(id), Device::patch())`, and a request has a key of yours in front of it, `(key, request)`"
)]
pub trait StreamOf<T>: Stream<Item = T> {}

#[diagnostic::do_not_recommend]
impl<T, S: Stream<Item = T>> StreamOf<T> for S {}

impl<S: Stream, K, R> SendAll<S, K, R> {
    fn new(client: &Client, input: S, convert: fn(S::Item) -> (K, Request<R>)) -> Self {
        Self {
            client: client.clone(),
            input: Box::pin(input),
            convert,
            has_ended: false,
            has_limit: false,
            batch_size: match client.profile().batch {
                BatchFormat::None => 1,
                _ => client.profile().batch_limit.max(1),
            },
            waiting: VecDeque::new(),
            flights: Vec::new(),
            outcomes: VecDeque::new(),
            limiter: Limiter::new(CONCURRENCY),
            timer: None,
            is_fresh: false,
            brake: Brake::default(),
            given_up: None,
            progress: Progress::default(),
        }
    }

    /// The most batches in flight; 4 by default. It begins with half of them. Whatever the number, no more than
    /// 65,536 requests are taken from the stream before there is a result.
    pub fn concurrency(mut self, batches: usize) -> Self {
        self.limiter.set_most(batches);
        self
    }

    /// How many writes in how much time, in place of what the profile knows; at least one.
    pub fn limit(mut self, writes: u32, per: Duration) -> Self {
        self.limiter.set_limit(Some(WriteLimit {
            path: "",
            writes,
            per,
        }));
        self.has_limit = true;
        self
    }

    /// Sets no limit on writes but those that the service reports while it runs.
    pub fn unlimited(mut self) -> Self {
        self.limiter.set_limit(None);
        self.has_limit = true;
        self
    }

    /// Takes no more from the stream. What was sent already is seen through, so keep taking results until there are none;
    /// what was taken and not sent is dropped, without a result.
    pub fn stop(&mut self) {
        self.has_ended = true;
        self.waiting.retain(|held| held.was_sent);
    }

    /// Why nothing is sent any more, if one batch after the other failed. What still comes out is [`Error::NotTried`];
    /// [`stop`](Self::stop) ends it.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn given_up(&self) -> Option<&Error> {
        self.given_up.as_deref()
    }

    /// How far it is: for a progress bar.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn progress(&self) -> Progress {
        self.progress
    }

    fn in_memory(&self) -> usize {
        self.waiting.len() + self.outcomes.len() + self.progress.in_flight
    }

    fn end(&mut self, index: u64, key: K, result: Result<R, Error>) {
        match result {
            Ok(_) => self.progress.succeeded += 1,
            Err(Error::NotTried(_)) => self.progress.not_tried += 1,
            Err(_) => self.progress.failed += 1,
        }
        self.outcomes.push_back(Outcome { index, key, result });
    }

    /// Takes from the input as much as there is room for.
    fn fill(&mut self, cx: &mut Context<'_>) {
        let room = 2_usize
            .saturating_mul(self.limiter.most())
            .saturating_mul(self.batch_size);
        let room = room.min(MOST_HELD);
        while !self.has_ended && self.in_memory() < room {
            match self.input.as_mut().poll_next(cx) {
                Poll::Ready(Some(item)) => self.take(item),
                Poll::Ready(None) => self.has_ended = true,
                Poll::Pending => return,
            }
        }
    }

    fn take(&mut self, item: S::Item) {
        let (key, request) = (self.convert)(item);
        if !std::mem::replace(&mut self.has_limit, true) {
            self.limiter
                .set_limit(self.client.profile().write_limit(request.template()));
        }
        let index = self.progress.taken;
        self.progress.taken += 1;
        if let Some(cause) = &self.given_up {
            let error = Error::NotTried(Arc::clone(cause));
            return self.end(index, key, Err(error));
        }
        match Entry::new(&request, self.client.base_url(), self.client.profile()) {
            Ok(entry) => self.waiting.push_back(Held {
                job: Job::new(entry, request.is_repeatable()),
                index,
                key,
                request,
                not_before: None,
                was_sent: false,
            }),
            Err(error) => self.end(index, key, Err(error)),
        }
    }

    /// When something can be sent that cannot be now.
    fn wakes(&self) -> Option<Duration> {
        if self.waiting.is_empty() || self.flights.len() >= self.limiter.concurrency() {
            return None;
        }
        let item = self.waiting.iter().map(|held| held.not_before).min().flatten();
        // What is ready and was not sent waits for a batch to land, not for the time.
        let now = self.client.0.time.elapsed();
        item.max(self.limiter.opens()).filter(|time| *time > now)
    }

    /// Whether the timer for that time has run out.
    fn poll_timer(&mut self, cx: &mut Context<'_>) -> bool {
        let Some(time) = self.wakes() else {
            self.timer = None;
            return false;
        };
        if self.timer.as_ref().is_none_or(|(set, _)| *set != time) {
            let client = self.client.clone();
            let wait = time.saturating_sub(client.0.time.elapsed());
            self.timer = Some((time, Box::pin(async move { client.0.time.sleep(wait).await })));
        }
        let is_over = self
            .timer
            .as_mut()
            .is_some_and(|(_, timer)| timer.as_mut().poll(cx).is_ready());
        if is_over {
            self.timer = None;
        }
        is_over
    }
}

impl<S: Stream, K, R> Unpin for SendAll<S, K, R> {}

impl<S, K, R> Stream for SendAll<S, K, R>
where
    S: Stream,
    K: Send + 'static,
    R: FromResponse + 'static,
{
    type Item = Outcome<K, R>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            if let Some(outcome) = this.outcomes.pop_front() {
                return Poll::Ready(Some(outcome));
            }
            let has_landed = this.land(cx);
            this.fill(cx);
            if this.launch() || has_landed || !this.outcomes.is_empty() {
                continue;
            }
            if this.has_ended && this.waiting.is_empty() && this.flights.is_empty() {
                return Poll::Ready(None);
            }
            if !this.poll_timer(cx) {
                return Poll::Pending;
            }
        }
    }
}

impl<S: Stream, K, R> fmt::Debug for SendAll<S, K, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SendAll")
            .field("progress", &self.progress)
            .finish_non_exhaustive()
    }
}
