//! Change sets: requests that are done all or none.

use super::job::Verdict;
use super::read::Answers;
use super::run::{BatchRun, State};
use super::{Batch, Handle, Item, ItemId};
use crate::call::retry::When;
use crate::error::{Error, ServiceError};
use crate::profile::{Atomicity, BatchFormat, Profile};
use crate::request::Request;
use crate::status::Meaning;
use http::{Method, Response, StatusCode};
use std::ops::Range;
use std::sync::Arc;

/// Requests of a batch that are done all or none
/// ([OData Protocol 4.01, 11.7.4](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_BatchRequestProcessing)):
/// a change set of a multipart batch, an `atomicityGroup` of a JSON one. From [`Batch::change_set`].
///
/// If one of them fails, that one ends with its error and the others with [`Error::NotDone`]; where the service does not give which one it
/// was, all end with the error. What may be sent again is sent again with all of them.
///
/// ```
/// use odata_entity::batch::Batch;
/// use odata_entity::path;
/// use serde_json::json;
///
/// let mut batch = Batch::new();
/// let mut booking = batch.change_set();
/// let debit = booking.add(path!("/accounts/{id}", "1").patch::<()>(&json!({"balance": 0})));
/// let credit = booking.add(path!("/accounts/{id}", "2").patch::<()>(&json!({"balance": 50})));
/// assert_eq!(booking.len(), 2);
/// ```
#[derive(Debug)]
#[must_use = "a change set is empty until requests are added to it"]
pub struct ChangeSet<'b> {
    batch: &'b mut Batch,
    first: usize,
    after: Vec<ItemId>,
}

impl Batch {
    /// Begins a change set: what is added to it is done all or none.
    ///
    /// Each of its requests is an error, before anything is sent, where the service cannot do that
    /// ([`Profile::atomicity`](crate::Profile::atomicity)): Microsoft Graph ignores such groups.
    ///
    /// ```
    /// use odata_entity::Entity;
    /// use odata_entity::batch::Batch;
    ///
    /// #[derive(Entity)]
    /// #[odata(type = "shop.order", path = "/Orders/{id}")]
    /// struct Order {
    ///     note: Option<String>,
    /// }
    ///
    /// let mut batch = Batch::new();
    /// let mut set = batch.change_set();
    /// let first = set.add(Order::path("1").patch(&Order::patch().note("a")));
    /// let second = set.add(Order::path("2").delete());
    /// // Done after both, and only if both succeed.
    /// let read = batch.add_after([first.id()], Order::path("1").get());
    /// ```
    pub fn change_set(&mut self) -> ChangeSet<'_> {
        self.change_set_after([])
    }

    /// Begins a change set that is done after other requests, and only if they succeed.
    pub fn change_set_after(&mut self, others: impl IntoIterator<Item = ItemId>) -> ChangeSet<'_> {
        ChangeSet {
            first: self.items.len(),
            after: others.into_iter().collect(),
            batch: self,
        }
    }
}

impl ChangeSet<'_> {
    /// Adds a change: any request but one that only reads, which is an error. The service may do the changes in any order; one that names
    /// the result of another ([`Handle::reference`](Handle::reference)) comes after that.
    pub fn add<R>(&mut self, request: Request<R>) -> Handle<R> {
        let handle = self.batch.add_after(self.after.iter().copied(), request);
        if let Some(item) = self.batch.items.last_mut() {
            item.set = Some(self.first);
        }
        handle
    }

    /// How many changes there are.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn len(&self) -> usize {
        self.batch.items.len() - self.first
    }

    /// Whether there are none.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What came back for a request, by its place.
type OfRequest = (usize, Result<Response<Vec<u8>>, Error>);

/// Why a change cannot be in a change set at this service, if it cannot.
pub(super) fn misfit(item: &Item, profile: &Profile) -> Option<Error> {
    item.set?;
    let method = item.request.method();
    let reason = match profile.batch {
        BatchFormat::None => {
            "the service has no batches, so it does no changes all or none: send them one by one (`Batch::add`)"
        }
        _ if profile.atomicity == Atomicity::None => {
            "the service does not do changes all or none, it ignores or refuses such groups: add them to the batch one by one (`Batch::add`)"
        }
        _ if matches!(*method, Method::GET | Method::HEAD) => {
            "it reads, and a change set has changes only: add it to the batch itself"
        }
        _ => return None,
    };
    Some(Error::Batch(reason))
}

/// Fails all of each change set that has a request which cannot be sent; the others are sent again as one, or not.
pub(super) fn bind_together(items: &[Item], states: &mut [State]) {
    let mut at = 0;
    while at < items.len() {
        let set = set_at(items, at);
        if items[at].set.is_some()
            && states[set.clone()]
                .iter()
                .any(|state| matches!(state, State::Done(_)))
        {
            for state in &mut states[set.clone()] {
                if matches!(state, State::Pending(..)) {
                    *state = State::Done(Err(UNSENT));
                }
            }
        }
        let is_repeatable = items[set.clone()].iter().all(|item| item.request.is_repeatable());
        for state in &mut states[set.clone()] {
            if let State::Pending(job, _) = state {
                job.is_repeatable = is_repeatable;
            }
        }
        at = set.end;
    }
}

/// For the other requests of a change set that is not sent.
pub(super) const UNSENT: Error = Error::Batch("another request of its change set cannot be sent");

/// The requests that are done all or none with the one at this place, which is the first of them.
pub(super) fn set_at(items: &[Item], first: usize) -> Range<usize> {
    let set = items[first].set;
    let more = items[first + 1..].iter();
    let more = more.take_while(|item| set.is_some() && item.set == set).count();
    first..first + 1 + more
}

impl BatchRun {
    /// What became of a change set. An error in it is that of all: what was answered with success was undone.
    pub(super) fn set_parted(&mut self, set: Range<usize>, answers: &mut Answers, at: When) {
        if let Some(answer) = answers.take_set(set.start) {
            return self.set_failed(&set, vec![], Some(answer), at);
        }
        let results: Vec<_> = set.clone().map(|index| (index, answers.take(index))).collect();
        let is_error = |result: &Result<Response<Vec<u8>>, Error>| match result {
            Ok(answer) => is_failure(answer.status()),
            Err(_) => false,
        };
        if results.iter().any(|(_, result)| is_error(result)) {
            return self.set_failed(&set, results, None, at);
        }
        let is_done = results.iter().any(|(_, result)| result.is_ok());
        for (index, result) in results {
            match result {
                Ok(mut answer) => {
                    self.profile.mark(&mut answer);
                    self.judge(index, |job, policy| job.answered(answer, policy, at));
                }
                // Some of it is done, so all of it is: it is not sent again for the sake of an answer.
                Err(error) if is_done => self.judge(index, |_, _| Verdict::Failed(error)),
                Err(error) => self.judge(index, |job, policy| job.lost(error, policy, at)),
            }
        }
    }

    /// A change set failed: by the errors of its requests, or by one of none of them.
    fn set_failed(
        &mut self,
        set: &Range<usize>,
        results: Vec<OfRequest>,
        of_all: Option<Response<Vec<u8>>>,
        at: When,
    ) {
        let errors = results.into_iter().filter_map(|(index, result)| {
            let answer = result.ok().filter(|answer| is_failure(answer.status()))?;
            Some((index, answer))
        });
        let mut errors: Vec<_> = errors.collect();
        // One that failed for the others' fault is not the reason.
        errors.sort_by_key(|(_, answer)| Meaning::of(answer.status()) == Meaning::Dependency);
        let is_of_all = of_all.is_some();
        let (culprit, mut answer) = match of_all {
            Some(answer) => (set.start, answer),
            None if errors.is_empty() => return,
            None => errors.swap_remove(0),
        };
        self.profile.mark(&mut answer);
        let error = ServiceError::of(answer.clone());
        let cause = Arc::new(Error::from(error.share()));
        let State::Pending(job, _) = &mut self.states[culprit] else {
            return;
        };
        match job.answered(answer, &self.policy, at) {
            Verdict::Again(wait) => {
                self.waits.push((culprit, wait));
                for index in set.clone().filter(|index| *index != culprit) {
                    self.judge(index, |job, _| job.with_its_set(wait, &cause));
                }
            }
            Verdict::Done(answer) if !is_of_all => {
                self.judge(culprit, |_, _| Verdict::Done(answer));
                let own = |(_, answer): &(usize, Response<Vec<u8>>)| {
                    Meaning::of(answer.status()) != Meaning::Dependency
                };
                for (index, mut answer) in errors.into_iter().filter(own) {
                    self.profile.mark(&mut answer);
                    self.judge(index, |job, _| job.last_answer(answer));
                }
                for index in set.clone() {
                    self.judge(index, |_, _| Verdict::Failed(Error::NotDone(Arc::clone(&cause))));
                }
            }
            _ => {
                for index in set.clone() {
                    let own = self.items[index].request.hinted(error.share());
                    self.judge(index, |job, _| job.refused_for_good(own));
                }
            }
        }
    }
}

fn is_failure(status: StatusCode) -> bool {
    status.is_client_error() || status.is_server_error()
}
