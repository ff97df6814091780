//! [`RetryPolicy`]: how often, and after how long.

use super::created::{Created, JustCreated};
use crate::error::{TransportError, TransportErrorKind};
use crate::limits::retry_after;
use crate::random::Chance;
use crate::status::Meaning;
use http::{Extensions, HeaderMap, Method, Response, StatusCode, Uri};
use std::time::{Duration, SystemTime};

/// Requests that were asked to wait are spread over a share of at least this, also where they were asked for next to nothing,
const LEAST_SPREAD: Duration = Duration::from_secs(1);

/// and over a share of no more than this: a long wait need not be much longer to keep them apart.
const MOST_SPREAD: Duration = Duration::from_secs(20);

/// How often a request is sent again, and the delay before each try.
///
/// | status | what it means | sent again by the client | [`is_retryable`] | [`may_be_done`] |
/// |---|---|---|---|---|
/// | 429, 503 (on a new connection), 509 | refused before the work began | yes | yes | no |
/// | 408, 502, 504 | given up on the way; nobody knows what became of the work | if the request [may be repeated] | yes | yes |
/// | 500 | the service failed at the work | no | yes | yes |
/// | other 5xx | the service cannot do it | no | no | yes |
/// | 401 | the token is refused | once, with another token | no | no |
/// | 404, 409, 410, 412 | does not fit what is there | no; a 404 [just after a create](Self::not_found_after_create), where you ask | no | only after a lost answer |
/// | 413 | too large | a batch, in smaller parts | no | no |
/// | other 4xx | refused | no | no | no |
///
/// Lost connections and timeouts are treated as a 504. A connection that could not be made is tried again in any
/// case, as nothing was sent, unless TLS refused it. A 500 is not repeated on purpose: it is the service's answer,
/// and the same request mostly gets it again within seconds. Later it may succeed.
///
/// The wait is what the service asks for, never less. Where it asks for none, it is 3 s before the second try, twice as long
/// before each further one, and at most 180 s. Either is somewhat longer, by chance, so that requests which were refused
/// together do not come back together ([`jitter`](Self::jitter)).
///
/// [`is_retryable`]: crate::Error::is_retryable
/// [`may_be_done`]: crate::Error::may_be_done
/// [may be repeated]: crate::Request::is_repeatable
///
/// ```
/// # use odata_entity::RetryPolicy;
/// # use std::time::Duration;
/// // At most three tries, and two minutes of waiting in all.
/// let policy = RetryPolicy::new().tries(3).total_wait(Duration::from_secs(120));
/// assert_ne!(policy, RetryPolicy::none());
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a policy changes nothing until a client has it"]
pub struct RetryPolicy {
    tries: u32,
    first: Duration,
    longest: Duration,
    total: Duration,
    jitter: f64,
    created: Option<Created>,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            tries: 3,
            first: Duration::from_secs(3),
            longest: Duration::from_secs(180),
            total: Duration::from_secs(600),
            jitter: 0.5,
            created: None,
        }
    }
}

impl RetryPolicy {
    /// The defaults above.
    #[doc(alias("throttling", "backoff", "429", "RetryHandler"))]
    pub fn new() -> Self {
        Self::default()
    }

    /// Nothing is sent twice.
    pub fn none() -> Self {
        Self::new().tries(1)
    }

    /// The most times that a request is sent, the first included; 3 by default.
    pub fn tries(mut self, tries: u32) -> Self {
        self.tries = tries.max(1);
        self
    }

    /// The wait before the second try where the service asks for none; 3 s by default. It doubles with each try.
    pub fn first_wait(mut self, wait: Duration) -> Self {
        self.first = wait;
        self
    }

    /// The longest wait where the service asks for none; 180 s by default.
    pub fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest = wait;
        self
    }

    /// The longest total wait, over the redirects of a request and the pages of a list; 10 minutes by default. A wait
    /// that does not fit is not begun: the error comes at once, and has the wait that the service asked for.
    pub fn total_wait(mut self, wait: Duration) -> Self {
        self.total = wait;
        self
    }

    /// The most by which a wait is lengthened at random, as a share of it; 0.5 by default, 10 at most. Of a wait that
    /// the service asks for, it is a share of at least 1 s, as it can ask for none, and of at most 20 s; so
    /// `Retry-After: 7` means a wait of 7 to 10.5 s, and `Retry-After: 120` one of 120 to 130 s.
    pub fn jitter(mut self, share: f64) -> Self {
        self.jitter = if share.is_finite() {
            share.clamp(0.0, 10.0)
        } else {
            0.0
        };
        self
    }

    /// Tries a 404 again that comes within this time after something was created there, for services that do not find a new
    /// entity everywhere at once, as directories do. Off unless set.
    ///
    /// It concerns requests to an entity of a collection that a create went to, and to what is below such an entity,
    /// for all clients that have this policy or a clone of it. For a request that names the new entity elsewhere,
    /// such as one that adds it to a group, call [`Request::just_created`](crate::Request::just_created). The price
    /// is that a 404 which is meant, such as that of an entity deleted again, takes as long as all tries do.
    ///
    /// ```
    /// use odata_entity::RetryPolicy;
    /// use std::time::Duration;
    ///
    /// let policy = RetryPolicy::new().tries(6).not_found_after_create(Duration::from_secs(60));
    /// ```
    pub fn not_found_after_create(mut self, window: Duration) -> Self {
        self.created = Some(Created::within(window));
        self
    }

    /// Takes note of a success, which can be that of a create.
    pub(crate) fn succeeded<B>(&self, method: &Method, uri: &Uri, response: &Response<B>, now: SystemTime) {
        if let Some(created) = &self.created {
            created.note(method, uri, response, now);
        }
    }

    /// What is wrong with an answer: with 404, that the entity is too new, or that there is none.
    pub(crate) fn cause<'a, B>(
        &self,
        uri: &Uri,
        request: &Extensions,
        response: &'a Response<B>,
        now: SystemTime,
    ) -> RetryCause<'a> {
        let is_too_new = response.status() == StatusCode::NOT_FOUND
            && (request.get::<JustCreated>().is_some()
                || self.created.as_ref().is_some_and(|created| created.has(uri, now)));
        match is_too_new {
            true => RetryCause::TooNew(response.headers()),
            false => RetryCause::Status(response.status(), response.headers()),
        }
    }

    /// Whether one wait of this length is begun at all.
    #[cfg(feature = "client")]
    pub(crate) fn allows(&self, wait: Duration) -> bool {
        wait <= self.total
    }

    /// How long to wait before the request is sent again; `None` if it is not.
    pub(crate) fn wait(
        &self,
        attempts: &Attempts,
        cause: RetryCause<'_>,
        repeatable: bool,
        at: When,
    ) -> Option<Duration> {
        let may_repeat = match cause {
            RetryCause::TooNew(_) => true,
            RetryCause::Status(status, _) => Meaning::of(status).is_sent_again(repeatable),
            RetryCause::Transport(error) => match error.kind() {
                TransportErrorKind::Connect => true,
                TransportErrorKind::Interrupted | TransportErrorKind::Timeout => repeatable,
                _ => false,
            },
        };
        if !may_repeat || attempts.tries >= self.tries {
            return None;
        }
        let asked = match cause {
            RetryCause::Status(_, headers) | RetryCause::TooNew(headers) => retry_after(headers, at.now),
            RetryCause::Transport(_) => None,
        };
        let left = self.total.checked_sub(attempts.waited)?;
        match asked {
            Some(asked) => {
                let left = left.checked_sub(asked)?;
                // What chance adds must not be the reason to give up.
                Some(asked.saturating_add(self.by_chance(asked, at.chance).min(left)))
            }
            None => Some(self.backoff(attempts.tries, at.chance)).filter(|wait| *wait <= left),
        }
    }

    /// How long a run of batches is held up before it asks with one request; `None` if it is given up. It asks at least once.
    pub(crate) fn probe_wait(&self, probes: &Attempts, at: When) -> Option<Duration> {
        let wait = self.backoff(probes.tries, at.chance);
        let is_in_time = probes.waited.checked_add(wait)? <= self.total;
        (probes.tries < self.tries.max(2) && is_in_time).then_some(wait)
    }

    /// The wait after so many tries where the service asks for none.
    fn backoff(&self, tries: u32, chance: Chance) -> Duration {
        let doublings = tries.saturating_sub(1).min(31);
        let wait = self.first.saturating_mul(1 << doublings).min(self.longest);
        let longer = chance.share_of(wait, self.jitter);
        wait.saturating_add(longer).min(self.longest)
    }

    /// The random time that is added to the wait that was asked for.
    pub(crate) fn by_chance(&self, asked: Duration, chance: Chance) -> Duration {
        let spread = asked.clamp(LEAST_SPREAD, MOST_SPREAD).min(self.longest);
        chance.share_of(spread, self.jitter)
    }
}

/// What went wrong with a try.
#[derive(Clone, Copy, Debug)]
pub(crate) enum RetryCause<'a> {
    Status(StatusCode, &'a HeaderMap),
    /// 404, of an entity that was created just now.
    TooNew(&'a HeaderMap),
    Transport(&'a TransportError),
}

/// When something was answered, and by what share the waits after it are longer than they need be. What is refused together
/// and is to be sent together, as the requests of a batch are, has one of these.
#[derive(Clone, Copy, Debug)]
pub(crate) struct When {
    pub(crate) now: SystemTime,
    pub(crate) chance: Chance,
}

impl When {
    pub(crate) fn new(now: SystemTime) -> Self {
        Self {
            now,
            chance: Chance::draw(),
        }
    }
}

/// What is used up of a policy: by one request with its redirects, or by a list with all its pages.
///
/// ```
/// use odata_entity::call::{Call, Configuration, Reach};
/// use odata_entity::Attempts;
///
/// let configuration = Configuration::new("https://graph.microsoft.com/v1.0")?;
/// let mut attempts = Attempts::default();
/// for page in ["/users", "/users?page=2"] {
///     let request = http::Request::get(format!("https://graph.microsoft.com/v1.0{page}")).body(Vec::new())?;
///     let call = Call::new(&configuration, request, Reach::Service, true, attempts);
///     // Take its steps here; then what is left is for the next page.
///     attempts = call.attempts().clone();
///     attempts.next_page();
/// }
/// assert!(attempts.waited().is_zero());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attempts {
    pub(crate) tries: u32,
    pub(crate) waited: Duration,
}

impl Attempts {
    /// With no tries left: the request is sent once.
    #[cfg(any(feature = "client", test))]
    pub(crate) fn spent() -> Self {
        Self {
            // More than any policy has, and nothing is added to it.
            tries: u32::MAX,
            waited: Duration::ZERO,
        }
    }

    /// For the next page of a list: tries are counted anew, the time waited is not.
    pub fn next_page(&mut self) {
        self.tries = 0;
    }

    /// The total wait so far.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn waited(&self) -> Duration {
        self.waited
    }
}

#[cfg(test)]
mod tests;
