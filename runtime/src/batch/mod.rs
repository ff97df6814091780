//! Send several requests in one: batches.
//!
//! ```
//! # use odata_entity::Entity;
//! # #[derive(Debug, Clone, Entity)]
//! # #[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
//! # struct User { #[odata(key)] id: String, city: Option<String> }
//! # #[cfg(feature = "client")]
//! # async fn example(client: &odata_entity::Client) -> Result<(), odata_entity::Error> {
//! let mut batch = odata_entity::batch::Batch::new();
//! let moved = batch.add(User::path("1").patch(&User::patch().city("Bonn")));
//! let other = batch.add(User::path("2").get());
//! let mut results = client.send_batch(batch).await;
//! results.take(moved)?; // each by its handle, and each with an error of its own
//! let other = results.take(other)?;
//! # let _ = other.id;
//! # Ok(()) }
//! ```
//!
//! They go out as JSON
//! ([OData JSON 4.01, 19](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_BatchRequestsandResponses),
//! [Microsoft Graph JSON batching](https://learn.microsoft.com/graph/json-batching)) or as `multipart/mixed`
//! ([OData Protocol 4.01, 11.7.7](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_MultipartBatchFormat)),
//! whichever [`Profile::batch`](crate::Profile::batch) has. Where a service has no batches, the requests are sent one by one.
//!
//! [`Batch`] collects requests and gives a typed [`Handle`] for each; `Client::send_batch` (feature `client`) sends it in
//! parts as large as the service allows. Without the client, [`Batch::start`] gives a [`BatchRun`] to drive.

mod change_set;
mod entry;
mod job;
mod multipart;
mod outgoing;
mod part;
mod read;
mod reference;
mod results;
mod run;
mod schedule;
mod whole;

pub use change_set::ChangeSet;
pub(crate) use entry::Entry;
#[cfg(feature = "client")]
pub(crate) use job::copy;
pub(crate) use job::{Job, Verdict};
#[cfg(feature = "client")]
pub(crate) use outgoing::{Part, Slot};
pub use results::BatchResults;
pub use run::{BatchRun, BatchStep};
#[cfg(feature = "client")]
pub(crate) use whole::{Refused, answers_of, batch_request, cause, health};

pub use crate::profile::BatchUrls;

use crate::call::retry::RetryPolicy;
use crate::profile::Profile;
use crate::request::Request;
use std::fmt;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicU64, Ordering};

/// Requests to be sent together.
///
/// ```
/// use odata_entity::batch::Batch;
/// use odata_entity::{Json, path};
/// use serde_json::{Value, json};
///
/// let mut batch = Batch::new();
/// let renamed = batch.add(path!("/groups/{id}", "g").patch::<()>(&json!({"displayName": "All"})));
/// // Done after the change, and only if that succeeds.
/// let group = batch.add_after([renamed.id()], path!("/groups/{id}", "g").get::<Json<Value>>());
/// // let mut results = client.send_batch(batch).await;
/// // let Json(group) = results.take(group)?;
/// assert_eq!(batch.len(), 2);
/// ```
#[derive(Debug)]
#[must_use = "a batch does nothing until it is sent"]
pub struct Batch {
    number: u64,
    items: Vec<Item>,
}

#[derive(Debug)]
struct Item {
    request: Request<()>,
    after: Vec<usize>,
    /// The requests whose results it names.
    named: Vec<usize>,
    /// The first request of the change set that it is in.
    set: Option<usize>,
    /// It was to come after a request of another batch, or names its result.
    is_misplaced: bool,
}

/// The place of a request in its batch.
///
/// ```
/// use odata_entity::batch::{Batch, ItemId};
/// use odata_entity::path;
///
/// let mut batch = Batch::new();
/// let deletions = ["1", "2"].map(|id| batch.add(path!("/orders/{id}", id).delete()));
/// // The number is read after all of them, and only if they succeed.
/// let ids: Vec<ItemId> = deletions.iter().map(|deletion| deletion.id()).collect();
/// let left = batch.add_after(ids, path!("/orders/$count").get::<u64>());
/// assert_eq!(batch.len(), 3);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ItemId {
    batch: u64,
    index: usize,
}

/// A request in a batch, whose answer is an `R`. It is used up by [`BatchResults::take`].
///
/// ```
/// use odata_entity::batch::{Batch, BatchResults, Handle};
/// use odata_entity::{Error, Json, path};
/// use serde_json::Value;
///
/// let mut batch = Batch::new();
/// let me: Handle<Json<Value>> = batch.add(path!("/me").get());
///
/// fn name(results: &mut BatchResults, me: Handle<Json<Value>>) -> Result<Value, Error> {
///     let Json(me) = results.take(me)?;
///     Ok(me["displayName"].clone())
/// }
/// ```
#[must_use = "a request's result, its error too, is known by its handle alone"]
pub struct Handle<R> {
    id: ItemId,
    answer: PhantomData<fn() -> R>,
}

impl<R> Handle<R> {
    /// The place of the request, for others to come after it.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn id(&self) -> ItemId {
        self.id
    }
}

impl<R> fmt::Debug for Handle<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Handle({})", self.id.index)
    }
}

/// Distinguishes the handles of one batch from those of another.
static BATCHES: AtomicU64 = AtomicU64::new(0);

impl Default for Batch {
    fn default() -> Self {
        Self::new()
    }
}

impl Batch {
    /// No requests yet.
    pub fn new() -> Self {
        Self {
            number: BATCHES.fetch_add(1, Ordering::Relaxed),
            items: Vec::new(),
        }
    }

    /// Adds a request. A mistake in it concerns it alone: the others are still sent.
    pub fn add<R>(&mut self, request: Request<R>) -> Handle<R> {
        self.add_after([], request)
    }

    /// Adds a request that is done after others, and only if they succeed. In a JSON batch it is sent with them (`dependsOn`), so there
    /// can be no more requests that depend on each other than one batch holds. A multipart batch has no such order: there it is sent in
    /// a later one, once they are done.
    pub fn add_after<R>(
        &mut self,
        others: impl IntoIterator<Item = ItemId>,
        request: Request<R>,
    ) -> Handle<R> {
        let (mut after, mut is_misplaced) = (Vec::new(), false);
        for id in others {
            if id.batch == self.number && id.index < self.items.len() {
                after.push(id.index);
            } else {
                is_misplaced = true;
            }
        }
        let id = ItemId {
            batch: self.number,
            index: self.items.len(),
        };
        let mut request = request.answered_by();
        let named = request.add_to_batch(self.number, self.items.len());
        is_misplaced |= named.is_none();
        let named = named.unwrap_or_default();
        for &other in &named {
            if !after.contains(&other) {
                after.push(other);
            }
        }
        self.items.push(Item {
            request,
            after,
            named,
            set: None,
            is_misplaced,
        });
        Handle {
            id,
            answer: PhantomData,
        }
    }

    /// How many requests there are.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Begins to send it, without I/O: [`BatchRun::step`] gives what to do. `base_url` has the API version; with an
    /// invalid one, each request fails with [`Error::BaseUrl`](crate::Error::BaseUrl).
    pub fn start(self, base_url: &str, profile: &Profile, policy: &RetryPolicy) -> BatchRun {
        BatchRun::new(self, base_url, profile, policy)
    }
}
