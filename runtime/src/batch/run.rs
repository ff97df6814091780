//! [`BatchRun`]: a batch on its way, as a state machine that does no I/O.

use super::change_set::{bind_together, misfit};
use super::job::copy;
use super::outgoing::{Part, Slot};
use super::read::Answers;
use super::reference;
use super::schedule::Schedule;
use super::whole::{Refused, answers_of, batch_request, cause, health};
use super::{Batch, BatchResults, Entry, Item, Job, Verdict};
use crate::call::Bytes;
use crate::call::retry::{Brake, Reaction, RetryPolicy, Timeline, When, later};
use crate::error::{Error, ServiceError};
use crate::origin::check_base;
use crate::profile::{Atomicity, BatchFormat, Profile};
use crate::status::Meaning;
use http::{Request, Response};
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// A batch on its way: which requests go together, and which go again.
///
/// Each `$batch` holds as many requests as the service allows; requests that depend on each other stay together in a JSON batch, those
/// of a change set in any. What is throttled is sent again without the others, after the wait that the service asks of it. Where one
/// `$batch` after the other fails, it waits, asks with one request, and gives the rest up as a bulk update does ([`Error::NotTried`]).
///
/// ```
/// use odata_entity::batch::{Batch, BatchStep};
/// use odata_entity::profile::graph;
/// use odata_entity::{Json, RetryPolicy, path};
/// use std::time::{Instant, SystemTime};
///
/// # fn send(request: http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, odata_entity::Error> {
/// #     assert_eq!(request.uri(), "https://graph.microsoft.com/v1.0/$batch");
/// #     let body = br#"{"responses":[{"id":"0","status":200,"headers":{"Content-Type":"application/json"},"body":{"displayName":"Ann"}}]}"#;
/// #     Ok(http::Response::builder().header("content-type", "application/json").body(body.to_vec()).unwrap())
/// # }
/// let mut batch = Batch::new();
/// let me = batch.add(path!("/me").get::<Json<serde_json::Value>>());
/// let mut run = batch.start("https://graph.microsoft.com/v1.0", &graph::profile(), &RetryPolicy::new());
/// let start = Instant::now();
/// loop {
///     match run.step(SystemTime::UNIX_EPOCH + start.elapsed()) {
///         // Put the token on it, and send it with your HTTP library.
///         BatchStep::Send(request) => run.answered(send(*request), SystemTime::now()),
///         BatchStep::Wait(time) => std::thread::sleep(time),
///         BatchStep::Done => break,
///     }
/// }
/// let Json(me) = run.into_results().take(me)?;
/// assert_eq!(me["displayName"], "Ann");
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[must_use = "a batch that is run sends nothing: it gives the steps to take"]
pub struct BatchRun {
    number: u64,
    pub(super) items: Vec<Item>,
    pub(super) states: Vec<State>,
    pub(super) schedule: Schedule,
    pub(super) base_url: String,
    pub(super) profile: Profile,
    pub(super) policy: RetryPolicy,
    /// The items of the batch that is sent now.
    sent: Vec<usize>,
    /// What the times of the items are on: it never goes back.
    timeline: Timeline,
    /// How long items are to wait from the next step on.
    pub(super) waits: Vec<(usize, Duration)>,
    pub(super) brake: Brake,
    /// How long nothing is sent from the next step on, because one batch after the other failed.
    hold: Option<Duration>,
    held_until: Option<SystemTime>,
}

pub(super) enum State {
    /// To be sent, not before the time if there is one.
    Pending(Job, Option<SystemTime>),
    Done(Result<Response<Vec<u8>>, Error>),
}

/// What a [`BatchRun`] wants done next. `Debug` shows no bodies.
///
/// ```
/// use odata_entity::batch::{Batch, BatchStep};
/// use odata_entity::profile::graph;
/// use odata_entity::{RetryPolicy, path};
/// use std::time::SystemTime;
///
/// let mut batch = Batch::new();
/// let deleted = batch.add(path!("/groups/{id}", "g").delete());
/// let mut run = batch.start("https://graph.microsoft.com/v1.0", &graph::profile(), &RetryPolicy::new());
/// let BatchStep::Send(request) = run.step(SystemTime::UNIX_EPOCH) else { panic!("nothing to send") };
/// assert_eq!(request.uri(), "https://graph.microsoft.com/v1.0/$batch");
/// ```
#[must_use = "a step is done by who drives the batch"]
pub enum BatchStep {
    /// Send this, a batch or (where the service has none) a single request, with the token, and give what comes back to
    /// [`BatchRun::answered`]. Try again a batch that is refused itself (429, 503), but not one that was lost: some of its requests may
    /// not be repeated.
    Send(Box<Request<Vec<u8>>>),
    /// Wait this long.
    Wait(Duration),
    /// It is over; [`BatchRun::into_results`] has the results.
    Done,
}

impl BatchRun {
    pub(super) fn new(batch: Batch, base_url: &str, profile: &Profile, policy: &RetryPolicy) -> Self {
        let is_good = check_base(base_url).is_ok();
        let start = |item: &Item| {
            if item.is_misplaced {
                let error = Error::Batch(
                    "it comes after a request, or names the result of one, that is not in this batch before it",
                );
                return State::Done(Err(error));
            }
            if let Some(error) = misfit(item, profile) {
                return State::Done(Err(error));
            }
            if !item.named.is_empty() && !profile.batch_references {
                return State::Done(Err(reference::NOT_DOCUMENTED));
            }
            let checked = match is_good {
                true => Ok(()),
                false => check_base(base_url).map(drop),
            };
            match checked.and_then(|()| Entry::new(&item.request, base_url, profile)) {
                Ok(entry) => State::Pending(Job::new(entry, item.request.is_repeatable()), None),
                Err(error) => State::Done(Err(error)),
            }
        };
        let mut states: Vec<State> = batch.items.iter().map(start).collect();
        bind_together(&batch.items, &mut states);
        let mut profile = profile.clone();
        if profile.batch == BatchFormat::None {
            profile.batch_limit = 1;
        }
        // `dependsOn` is JSON's, and nothing depends on a batch that is done as one.
        let has_order = profile.batch == BatchFormat::Json
            && (profile.atomicity != Atomicity::Snapshot
                || batch.items.iter().all(|item| item.set.is_none()));
        Self {
            number: batch.number,
            states,
            schedule: Schedule::new(&batch.items, has_order),
            items: batch.items,
            base_url: base_url.trim_end_matches('/').to_owned(),
            profile,
            policy: policy.clone(),
            sent: Vec::new(),
            timeline: Timeline::default(),
            waits: Vec::new(),
            brake: Brake::default(),
            hold: None,
            held_until: None,
        }
    }

    /// What to do next; `now` is the time that waits are measured by. Only how far it goes forward from step to step counts,
    /// so that a clock which is set back stalls nothing. Give it a time that is not set, if you have one: the time of a
    /// [`std::time::Instant`] since the first step, after [`SystemTime::UNIX_EPOCH`].
    pub fn step(&mut self, now: SystemTime) -> BatchStep {
        let now = self.timeline.steady(now);
        for (index, wait) in std::mem::take(&mut self.waits) {
            if let State::Pending(_, time) = &mut self.states[index] {
                *time = Some(later(now, wait));
            }
        }
        if let Some(wait) = self.held_up(now) {
            return BatchStep::Wait(wait);
        }
        let (chunk, next) = self.next_chunk(now);
        if !chunk.is_empty() {
            return BatchStep::Send(Box::new(self.send(chunk)));
        }
        match next {
            Some(time) => BatchStep::Wait(time.duration_since(now).unwrap_or_default()),
            None => BatchStep::Done,
        }
    }

    /// How long the brake holds up what is left.
    fn held_up(&mut self, now: SystemTime) -> Option<Duration> {
        if let Some(wait) = self.hold.take() {
            self.held_until = Some(later(now, wait));
        }
        let left = self.held_until?.duration_since(now).ok()?;
        let is_any = self
            .states
            .iter()
            .any(|state| matches!(state, State::Pending(..)));
        (is_any && !left.is_zero()).then_some(left)
    }

    pub(super) fn has_failed(&self, index: usize) -> bool {
        match &self.states[index] {
            State::Done(Ok(response)) => {
                !response.status().is_success() && !response.status().is_redirection()
            }
            State::Done(Err(_)) => true,
            State::Pending(..) => false,
        }
    }

    fn send(&mut self, chunk: Vec<usize>) -> Request<Vec<u8>> {
        for &index in &chunk {
            if let State::Pending(job, _) = &mut self.states[index] {
                job.sent();
            }
        }
        let is_one = self.profile.atomicity == Atomicity::Snapshot
            && chunk
                .first()
                .is_some_and(|&first| self.items[first].set.is_some());
        let parts = chunk.iter().filter_map(|&index| self.part(index, &chunk));
        let request = batch_request(&self.base_url, &self.profile, parts, is_one);
        self.sent = chunk;
        request
    }

    /// A request of the batch that has these.
    fn part(&self, index: usize, chunk: &[usize]) -> Option<Part<'_>> {
        let State::Pending(job, _) = &self.states[index] else {
            return None;
        };
        let set = self.items[index].set;
        let mut part = Part {
            set,
            ..Part::single(index, &job.entry)
        };
        // What succeeded already is not in this batch, so nothing waits for it.
        let after = self.items[index].after.iter().copied();
        for request in after.filter(|other| chunk.binary_search(other).is_ok()) {
            match self.items[request].set {
                Some(other) if set != Some(other) => {
                    if !part.after_sets.contains(&other) {
                        part.after_sets.push(other);
                    }
                    // A result is named by its request.
                    if self.items[index].named.contains(&request) {
                        part.after.push(request);
                    }
                }
                _ => part.after.push(request),
            }
        }
        Some(part)
    }

    /// The places of requests in a batch that has these.
    fn slots(&self, sent: &[usize]) -> Vec<Slot> {
        let mut slots: Vec<Slot> = Vec::with_capacity(sent.len());
        for &index in sent {
            match (self.items[index].set, slots.last_mut()) {
                (Some(set), Some(slot)) if slot.is_set && slot.ids.start == set => slot.ids.end = index + 1,
                (set, _) => slots.push(Slot {
                    is_set: set.is_some(),
                    ..Slot::single(index)
                }),
            }
        }
        slots
    }

    /// Hands over what came back for the batch that was sent; `now` is the time of day, for waits that are given as a
    /// date.
    pub fn answered(&mut self, result: Result<Response<Vec<u8>>, Error>, now: SystemTime) {
        let sent = std::mem::take(&mut self.sent);
        let at = When::new(now);
        let slots = self.slots(&sent);
        let is_sent = |id| sent.binary_search(&id).is_ok();
        let answers = answers_of(result, self.profile.batch, is_sent, slots.iter().cloned());
        let health = health(&answers, sent.iter().copied());
        let reaction = self.brake.answered(health, self.brake.is_on(), &self.policy, at);
        let given_up = (reaction == Reaction::Stop).then(|| Arc::new(cause(&answers)));
        if let Reaction::Wait(wait) = reaction {
            self.hold = Some(wait);
        }
        match answers {
            Ok(answers) => self.parted(slots, answers, at),
            Err(Refused::Whole(error)) => self.refused(sent, &error, at),
            Err(Refused::Lost(error)) => {
                for index in sent {
                    self.judge(index, |job, policy| job.lost(copy(&error), policy, at));
                }
            }
        }
        if let Some(cause) = given_up {
            self.give_up(&cause);
        }
    }

    /// Ends all that is left: what was sent before with what came of it, the rest as not tried.
    fn give_up(&mut self, cause: &Arc<Error>) {
        self.schedule = Schedule::new(&[], true);
        for state in &mut self.states {
            *state = match std::mem::replace(state, State::Done(Err(Error::NotTried(Arc::clone(cause))))) {
                State::Pending(job, _) => State::Done(job.given_up(cause)),
                done => done,
            };
        }
    }

    /// Each request has its own answer, or none.
    fn parted(&mut self, slots: Vec<Slot>, mut answers: Answers, at: When) {
        for slot in slots {
            if slot.is_set {
                self.set_parted(slot.ids, &mut answers, at);
                continue;
            }
            let index = slot.ids.start;
            match answers.take(index) {
                Err(error) => self.judge(index, |job, policy| job.lost(error, policy, at)),
                Ok(answer)
                    if Meaning::of(answer.status()) == Meaning::Dependency
                        && !self.items[index].after.is_empty() =>
                {
                    self.depend(index, answer);
                }
                Ok(mut answer) => {
                    self.profile.mark(&mut answer);
                    // The answer's links are relative to where it came from, which the batch did not know.
                    let _ = self.resolve(index);
                    self.judge(index, |job, policy| job.answered(answer, policy, at));
                }
            }
        }
    }

    /// The batch was refused as a whole. A smaller one may do where it was too large; a gateway that gave up leaves open what was
    /// done; all else was tried again already. The answer is kept once for all requests.
    fn refused(&mut self, sent: Vec<usize>, error: &ServiceError, at: When) {
        let meaning = Meaning::of(error.status());
        if meaning == Meaning::TooLarge && sent.len() > 1 {
            self.profile.batch_limit = sent.len() / 2;
            for index in sent {
                if let State::Pending(job, _) = &mut self.states[index] {
                    job.unsent();
                }
            }
            return;
        }
        let is_open = meaning == Meaning::Unanswered;
        for index in sent {
            let error = self.items[index].request.hinted(error.share());
            let verdict = |job: &mut Job, policy: &RetryPolicy| match is_open {
                true => job.refused(error, policy, at),
                false => job.refused_for_good(error),
            };
            self.judge(index, verdict);
        }
    }

    /// Not done because of one before it: if that is to be sent again, so is this, and this try did not count. Otherwise it
    /// is the last word, also where the service gives it for no reason.
    fn depend(&mut self, index: usize, answer: Response<Vec<u8>>) {
        let after = &self.items[index].after;
        let comes_again = after
            .iter()
            .any(|&other| matches!(self.states[other], State::Pending(..)));
        let failed = after.iter().any(|&other| self.has_failed(other));
        match &mut self.states[index] {
            State::Pending(job, time) if comes_again && !failed => {
                job.unsent();
                *time = None;
            }
            state => *state = State::Done(Ok(answer)),
        }
    }

    pub(super) fn judge(&mut self, index: usize, verdict: impl FnOnce(&mut Job, &RetryPolicy) -> Verdict) {
        let State::Pending(job, _) = &mut self.states[index] else {
            return;
        };
        match verdict(job, &self.policy) {
            Verdict::Done(response) => self.states[index] = State::Done(Ok(response)),
            Verdict::Failed(error) => self.states[index] = State::Done(Err(error)),
            Verdict::Again(wait) => self.waits.push((index, wait)),
        }
    }

    /// The results. What was not sent yet is an error.
    pub fn into_results(self) -> BatchResults {
        let ended = |state| match state {
            State::Done(result) => result,
            State::Pending(..) => Err(Error::Batch("the batch was given up before it was done")),
        };
        let results = self.states.into_iter().map(ended);
        let requests = self.items.into_iter().map(|item| item.request);
        BatchResults {
            number: self.number,
            items: requests.zip(results).map(Some).collect(),
        }
    }
}

impl fmt::Debug for BatchRun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_done = |state: &&State| matches!(state, State::Done(_));
        f.debug_struct("BatchRun")
            .field("requests", &self.states.len())
            .field("done", &self.states.iter().filter(is_done).count())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for BatchStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Send(request) => write!(f, "Send({} with {})", request.method(), Bytes(request.body())),
            Self::Wait(time) => f.debug_tuple("Wait").field(time).finish(),
            Self::Done => f.write_str("Done"),
        }
    }
}
