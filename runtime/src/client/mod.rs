//! [`Client`]: sends requests over HTTP. With the feature `client`.

mod builder;
mod provider;
mod reqwest;
mod transport;

pub use self::reqwest::ReqwestTransport;
pub use builder::ClientBuilder;
pub use provider::{FixedToken, NoToken, TokenProvider};
pub use transport::{BoxError, BoxFuture, Transport};

use crate::auth::TokenRequest;
use crate::error::{Error, TransportErrorKind};
use crate::origin::Origin;
use crate::request::{FromResponse, Request};
use http::header::AUTHORIZATION;
use std::fmt;
use std::sync::Arc;

/// A client of one service. Cheap to clone; clones share connections and the token.
///
/// Its token goes only to the scheme, host and port of its base URL.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    base_url: String,
    origin: Origin,
    provider: Box<dyn TokenProvider>,
    transport: Box<dyn Transport>,
}

impl Client {
    /// A client for the service at `base_url`, the API version with it: `https://graph.microsoft.com/v1.0`.
    ///
    /// # Errors
    ///
    /// [`Error::BaseUrl`] for a base URL that is none, or is http outside the loopback interface.
    pub fn new(base_url: impl Into<String>, provider: impl TokenProvider + 'static) -> Result<Self, Error> {
        Self::builder(base_url, provider).build()
    }

    /// A client with more to say about it.
    pub fn builder(base_url: impl Into<String>, provider: impl TokenProvider + 'static) -> ClientBuilder {
        ClientBuilder::new(base_url.into(), Box::new(provider))
    }

    /// Sends a request and reads its answer.
    ///
    /// # Errors
    ///
    /// Everything that [`Request::to_http`] and [`Request::read`] give; no token; a request or an answer that did not get
    /// through.
    pub async fn send<R: FromResponse>(&self, request: Request<R>) -> Result<R, Error> {
        let inner = &*self.0;
        let mut http = request.to_http(&inner.base_url)?;
        if !inner.origin.is_of(http.uri()) {
            return Err(Error::BaseUrl {
                url: inner.base_url.clone(),
                reason: "does not stay the origin of the request",
            });
        }
        let token = inner.provider.token(&TokenRequest::default()).await;
        if let Some(token) = token.map_err(Error::Token)? {
            let value = token
                .to_header()
                .ok_or_else(|| Error::Token("it has a character that no header can carry".into()))?;
            http.headers_mut().insert(AUTHORIZATION, value);
        }
        let response = inner
            .transport
            .send(http)
            .await
            .map_err(|error| match error.kind() {
                TransportErrorKind::Timeout => Error::Timeout(error),
                _ => Error::Transport(error),
            })?;
        request.read(response)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.0.base_url)
            .finish_non_exhaustive()
    }
}
