//! The token that a client holds: fetched once for all requests, replaced before it ends.
//!
//! The provider is called by one at a time. Whoever needs a token meanwhile waits for that call and shares what comes
//! of it, a token or an error. A call runs in its own task: a request that is dropped does not cancel it, and one
//! that has a valid token does not wait for a new one.

mod call;
mod held;

use super::clock::Time;
use super::provider::TokenProvider;
use crate::call::auth::{Credential, TokenRequest};
use crate::error::Error;
use call::{Ask, Outcome, launch};
use held::{Fitness, Held};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

pub(super) struct Tokens(Arc<Shared>);

struct Shared {
    provider: Box<dyn TokenProvider>,
    /// How long a call of the provider may take.
    limit: Duration,
    time: Arc<Time>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    /// The call that the provider is at.
    call: Option<Running>,
}

/// A call of the provider: what it was asked, and where its outcome will be.
#[derive(Clone)]
struct Running {
    request: TokenRequest,
    outcome: watch::Receiver<Option<Outcome>>,
}

impl Running {
    /// Whether nobody is at it any more: whoever drove it was dropped.
    fn is_given_up(&self) -> bool {
        self.outcome.has_changed().is_err()
    }
}

/// What a request that needs a token does next.
enum Next {
    Use(Option<Credential>),
    Wait(Running),
    /// Calls the provider, and waits for it too unless it has a token to go on with.
    Call(Ask, watch::Sender<Option<Outcome>>, Option<Running>),
}

impl Tokens {
    pub(super) fn new(provider: Box<dyn TokenProvider>, limit: Duration, time: Arc<Time>) -> Self {
        Self(Arc::new(Shared {
            provider,
            limit,
            time,
            state: Mutex::default(),
        }))
    }

    /// The token for a request. `refused` is one that the service refused: the same is not given again unless the
    /// provider has no other.
    pub(super) async fn credential(
        &self,
        request: &TokenRequest,
        refused: Option<&Credential>,
    ) -> Result<Option<Credential>, Error> {
        loop {
            let running = match self.0.next(request, refused) {
                Next::Use(header) => return Ok(header),
                Next::Wait(running) => running,
                Next::Call(ask, sender, running) => {
                    launch(Box::pin(Arc::clone(&self.0).call(ask, sender))).await;
                    let Some(running) = running else {
                        // The old one, or the new one if that was there at once.
                        return Ok(self.0.held());
                    };
                    running
                }
            };
            let Running {
                request: asked,
                mut outcome,
            } = running;
            let outcome = match outcome.wait_for(Option::is_some).await {
                Ok(outcome) => outcome.clone(),
                // Whoever was at it is gone: another one takes its place.
                Err(_) => None,
            };
            match outcome {
                Some(Ok(header)) if refused.is_none() || header.as_ref() != refused || asked == *request => {
                    return Ok(header);
                }
                Some(Err(error)) if asked == *request => return Err(Error::Token(error)),
                // It was asked for something else: a token that was not refused, without the claims.
                _ => {}
            }
        }
    }
}

impl Shared {
    fn next(&self, request: &TokenRequest, refused: Option<&Credential>) -> Next {
        let mut state = self.state();
        let fitness = match &state.held {
            Some(held) => held.fitness(request, refused, &self.time),
            None => Fitness::Bad,
        };
        let header = state.held.as_ref().and_then(|held| held.header.clone());
        if fitness == Fitness::Good {
            return Next::Use(header);
        }
        if let Some(running) = state.call.as_ref().filter(|running| !running.is_given_up()) {
            return match fitness {
                Fitness::Bad => Next::Wait(running.clone()),
                _ => Next::Use(header),
            };
        }
        let (sender, outcome) = watch::channel(None);
        let running = Running {
            request: request.clone(),
            outcome,
        };
        state.call = Some(running.clone());
        let ask = Ask {
            request: request.clone(),
            refused: refused.cloned(),
        };
        Next::Call(ask, sender, (fitness == Fitness::Bad).then_some(running))
    }

    fn held(&self) -> Option<Credential> {
        self.state().held.as_ref().and_then(|held| held.header.clone())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
