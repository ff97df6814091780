//! [`BatchResults`]: what became of each request.

use super::Handle;
use crate::call::Outcome;
use crate::error::Error;
use crate::request::{Answer, FromResponse, Request};
use http::Response;
use std::fmt;

/// The results of a batch, by the handles of its requests. `Debug` shows no bodies.
///
/// ```
/// use odata_entity::batch::Batch;
/// use odata_entity::profile::graph;
/// use odata_entity::{Error, RetryPolicy, path};
///
/// let mut batch = Batch::new();
/// let deleted = batch.add(path!("/groups/{id}", "g").delete());
/// let run = batch.start("https://graph.microsoft.com/v1.0", &graph::profile(), &RetryPolicy::new());
/// // From `client.send_batch(batch).await`, or from a run: here one that was not driven.
/// let mut results = run.into_results();
/// assert!(matches!(results.take(deleted), Err(Error::Batch(_))));
/// ```
#[must_use = "a request that failed is seen in the results alone"]
pub struct BatchResults {
    pub(super) number: u64,
    pub(super) items: Vec<Option<Ended>>,
}

impl fmt::Debug for BatchResults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let results = self.items.iter().flatten().map(|(_, result)| Outcome(result));
        f.write_str("BatchResults")?;
        f.debug_list().entries(results).finish()
    }
}

/// A request, and what came back.
pub(super) type Ended = (Request<()>, Result<Response<Vec<u8>>, Error>);

impl BatchResults {
    /// The answer to one request.
    ///
    /// # Errors
    ///
    /// Those that the request by itself would have had; [`Error::Batch`] for a handle of another batch.
    pub fn take<R: FromResponse>(&mut self, handle: Handle<R>) -> Result<R, Error> {
        self.take_answer(handle).map(|answer| answer.value)
    }

    /// The answer to one request, with its status and headers.
    ///
    /// # Errors
    ///
    /// Those of [`take`](Self::take).
    pub fn take_answer<R: FromResponse>(&mut self, handle: Handle<R>) -> Result<Answer<R>, Error> {
        let stranger = Error::Batch("its handle is of another batch");
        if handle.id.batch != self.number {
            return Err(stranger);
        }
        let item = self.items.get_mut(handle.id.index).and_then(Option::take);
        let (request, result) = item.ok_or(stranger)?;
        request.answered_by().read_answer(result?)
    }
}
