//! [`Held`]: a token that was given, and how long it is used.

use super::call::Ask;
use crate::call::auth::{AccessToken, Credential, TokenRequest};
use crate::client::clock::Time;
use std::time::{Duration, SystemTime};

/// How long the provider is left alone after it failed to give a better token than the one that is held.
const PAUSE: Duration = Duration::from_secs(30);

/// A token with less time left than this is over.
const LEAST: Duration = Duration::from_secs(1);

/// What the provider gave last.
pub(super) struct Held {
    /// None if it gives no token.
    pub(super) header: Option<Credential>,
    expires_on: Option<SystemTime>,
    /// From when on another one is fetched, while this one is used.
    due_on: Option<SystemTime>,
    /// It is not refreshed early before this.
    paused_until: Option<Duration>,
    /// It was no good when it came, and is used until then all the same: clocks differ, and the service decides.
    spared_until: Option<Duration>,
    /// What the provider was asked when it gave this.
    asked: TokenRequest,
}

/// Whether a request can have a token that is held.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fitness {
    /// Yes.
    Good,
    /// Yes, while a new one is fetched.
    Due,
    /// No: a new one is fetched first.
    Bad,
}

impl Held {
    /// What the provider gave.
    pub(super) fn new(
        token: Option<&AccessToken>,
        header: Option<Credential>,
        ask: &Ask,
        time: &Time,
    ) -> Self {
        let (now, elapsed) = (time.now(), time.elapsed());
        let expires_on = token.and_then(AccessToken::end);
        let left = expires_on.map(|end| end.duration_since(now).unwrap_or_default());
        let is_over = left.is_some_and(|left| left < LEAST);
        let is_refused = ask.refused.is_some() && ask.refused == header;
        // Not for each request, even where its issuer would have it refreshed at once.
        let rest = left.map_or(PAUSE, |left| PAUSE.min(left / 2));
        let due_on = token.and_then(|token| token.due_on(Some(now)));
        Self {
            header,
            expires_on,
            due_on: due_on.max(due_on.and_then(|_| now.checked_add(rest))),
            paused_until: None,
            spared_until: (is_over || is_refused).then(|| elapsed.saturating_add(PAUSE)),
            asked: ask.request.clone(),
        }
    }

    /// Leaves the provider alone for a while.
    pub(super) fn pause(&mut self, time: &Time) {
        self.paused_until = Some(time.elapsed().saturating_add(PAUSE));
    }

    /// Whether it can be used for a request; `refused` is what the service refused of that very request.
    pub(super) fn fitness(
        &self,
        request: &TokenRequest,
        refused: Option<&Credential>,
        time: &Time,
    ) -> Fitness {
        let is_before = |until: Option<Duration>| until.is_some_and(|until| time.elapsed() < until);
        if refused.is_some() && refused == self.header.as_ref() {
            // The provider knew of the refusal, and had nothing better.
            return match self.asked == *request && is_before(self.spared_until) {
                true => Fitness::Good,
                false => Fitness::Bad,
            };
        }
        if self.expires_on.is_none() && self.due_on.is_none() || is_before(self.spared_until) {
            return Fitness::Good;
        }
        let now = time.now();
        if self.expires_on.is_some_and(|end| end <= now) {
            return Fitness::Bad;
        }
        match self.due_on.is_some_and(|due| due <= now) && !is_before(self.paused_until) {
            true => Fitness::Due,
            false => Fitness::Good,
        }
    }
}
