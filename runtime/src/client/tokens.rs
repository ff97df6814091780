//! The token that a client holds: fetched once for all requests, replaced before it ends.

use super::clock::Clock;
use super::provider::TokenProvider;
use crate::auth::{AccessToken, TokenRequest};
use crate::call::unheadable;
use crate::error::Error;
use http::HeaderValue;
use std::sync::{PoisonError, RwLock};
use std::time::{Duration, SystemTime};

/// After an early refresh failed, how long the token that is still good is used without asking again.
const PAUSE: Duration = Duration::from_secs(30);

pub(super) struct Tokens {
    provider: Box<dyn TokenProvider>,
    held: RwLock<Option<Held>>,
    /// Held while the provider is asked, so that it is asked once.
    asking: tokio::sync::Mutex<()>,
}

#[derive(Clone)]
struct Held {
    /// None if the provider gives no token.
    header: Option<HeaderValue>,
    token: Option<AccessToken>,
    /// Not to be refreshed early before this.
    pause_until: Option<SystemTime>,
}

impl Held {
    fn is_expired(&self, now: SystemTime) -> bool {
        self.token.as_ref().is_some_and(|token| token.is_expired(now))
    }

    fn is_due(&self, now: SystemTime) -> bool {
        let is_paused = self.pause_until.is_some_and(|until| now < until) && !self.is_expired(now);
        !is_paused && self.token.as_ref().is_some_and(|token| token.is_due(now))
    }
}

impl Tokens {
    pub(super) fn new(provider: Box<dyn TokenProvider>) -> Self {
        Self {
            provider,
            held: RwLock::new(None),
            asking: tokio::sync::Mutex::new(()),
        }
    }

    /// The `Authorization` for a request. `refused` is one that the service refused: the same is not given again unless the
    /// provider has no other.
    pub(super) async fn header(
        &self,
        request: &TokenRequest,
        refused: Option<&HeaderValue>,
        clock: &dyn Clock,
    ) -> Result<Option<HeaderValue>, Error> {
        let good =
            |held: &Held, now| !held.is_due(now) && (refused.is_none() || held.header.as_ref() != refused);
        let now = clock.now();
        let held = self.held();
        if let Some(held) = held.as_ref().filter(|held| good(held, now)) {
            return Ok(held.header.clone());
        }
        let early = held.filter(|held| refused.is_none() && !held.is_expired(now));
        let _asking = match (&early, self.asking.try_lock()) {
            (_, Ok(guard)) => guard,
            // Somebody else is at it, and the old one is good for a while.
            (Some(held), Err(_)) => return Ok(held.header.clone()),
            (None, Err(_)) => self.asking.lock().await,
        };
        // While this waited for its turn, somebody else may have brought a new one.
        if let Some(held) = self.held().filter(|held| good(held, clock.now())) {
            return Ok(held.header);
        }
        match self.ask(request).await {
            Ok(held) => {
                let header = held.header.clone();
                self.hold(held);
                Ok(header)
            }
            Err(error) => match early {
                Some(mut held) => {
                    held.pause_until = clock.now().checked_add(PAUSE);
                    let header = held.header.clone();
                    self.hold(held);
                    Ok(header)
                }
                None => Err(error),
            },
        }
    }

    async fn ask(&self, request: &TokenRequest) -> Result<Held, Error> {
        let token = self.provider.token(request).await.map_err(Error::Token)?;
        let header = token
            .as_ref()
            .map(|token| token.to_header().ok_or_else(unheadable));
        Ok(Held {
            header: header.transpose()?,
            token,
            pause_until: None,
        })
    }

    fn held(&self) -> Option<Held> {
        self.held.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn hold(&self, held: Held) {
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = Some(held);
    }
}
