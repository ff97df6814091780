//! One call of the token provider.

use super::{Held, Shared};
use crate::call::auth::{AccessToken, Credential, TokenRequest};
use crate::client::transport::{BoxError, BoxFuture};
use std::error::Error as StdError;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::runtime::Handle;
use tokio::sync::watch;

/// What came of a call, for all who waited for it.
pub(super) type Outcome = Result<Option<Credential>, Arc<dyn StdError + Send + Sync>>;

/// What the provider is asked.
pub(super) struct Ask {
    pub(super) request: TokenRequest,
    /// The header that the service refused, if that is why.
    pub(super) refused: Option<Credential>,
}

impl Shared {
    /// Calls the provider and holds what it gives.
    pub(super) async fn call(self: Arc<Self>, ask: Ask, sender: watch::Sender<Option<Outcome>>) {
        let outcome = match self.ask(&ask.request).await {
            Ok(token) => self.hold(&ask, token.as_ref()),
            Err(error) => Err(error),
        };
        {
            let mut state = self.state();
            state.call = None;
            if let (Err(_), Some(held)) = (&outcome, &mut state.held) {
                held.pause(&self.time);
            }
        }
        // Nobody need wait for it any more.
        let _ = sender.send(Some(outcome.map_err(Arc::from)));
    }

    /// Calls the provider, for as long as it may take.
    async fn ask(&self, request: &TokenRequest) -> Result<Option<AccessToken>, BoxError> {
        let mut token = pin!(async { self.provider.token(request).await });
        // Made when it is first polled: a token that is there at once needs no timer.
        let mut limit = pin!(async {
            match Handle::try_current() {
                Ok(_) => tokio::time::sleep(self.limit).await,
                Err(_) => self.time.sleep(self.limit).await,
            }
        });
        std::future::poll_fn(|cx| {
            if let Poll::Ready(result) = poll_caught(token.as_mut(), cx) {
                return Poll::Ready(result);
            }
            limit.as_mut().poll(cx).map(|()| {
                let limit = self.limit;
                Err(format!("the token provider gave none within {limit:?}").into())
            })
        })
        .await
    }

    fn hold(&self, ask: &Ask, token: Option<&AccessToken>) -> Result<Option<Credential>, BoxError> {
        let header = token.map(AccessToken::credential).transpose()?;
        let held = Held::new(token, header.clone(), ask, &self.time);
        self.state().held = Some(held);
        Ok(header)
    }
}

/// A provider that panics has failed, like any other: those who wait must hear of it.
fn poll_caught<T>(
    future: Pin<&mut impl Future<Output = Result<T, BoxError>>>,
    cx: &mut Context<'_>,
) -> Poll<Result<T, BoxError>> {
    let poll = AssertUnwindSafe(|| future.poll(cx));
    catch_unwind(poll).unwrap_or_else(|_| Poll::Ready(Err("the token provider panicked".into())))
}

/// Begins a call, and leaves it to a task if it is not done at once. Without tokio's runtime it is driven to its end here.
pub(super) async fn launch(mut call: BoxFuture<'static, ()>) {
    let is_done = std::future::poll_fn(|cx| Poll::Ready(call.as_mut().poll(cx).is_ready())).await;
    if is_done {
        return;
    }
    match Handle::try_current() {
        Ok(runtime) => drop(runtime.spawn(call)),
        Err(_) => call.await,
    }
}
