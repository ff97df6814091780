//! [`TokenProvider`]: where access tokens come from.

use super::transport::{BoxError, BoxFuture};
use crate::call::auth::{AccessToken, TokenRequest};
use std::fmt;
use std::sync::Arc;

/// Gives access tokens. The client keeps them until they are due, so a provider need not.
///
/// One call is made at a time, whatever the number of requests that wait for it, and what comes of it is the outcome of all of
/// them. It may take as long as [`token_timeout`](super::ClientBuilder::token_timeout) allows, and goes on in a task of tokio's
/// runtime when the request that began it is dropped. While the last token is good, nobody waits for a new one, and a call
/// that fails is repeated 30 s later.
///
/// ```
/// use odata_entity::client::{BoxError, BoxFuture, TokenProvider};
/// use odata_entity::{AccessToken, Client, TokenRequest};
/// use std::time::{Duration, SystemTime};
///
/// /// A token that another program keeps up to date in a file.
/// struct TokenFile;
///
/// impl TokenProvider for TokenFile {
///     fn token<'a>(&'a self, _: &'a TokenRequest) -> BoxFuture<'a, Result<Option<AccessToken>, BoxError>> {
///         Box::pin(async {
///             let text = tokio::fs::read_to_string("/run/secrets/token").await?;
///             let end = SystemTime::now() + Duration::from_secs(300);
///             Ok(Some(AccessToken::new(text.trim()).expires_on(end)))
///         })
///     }
/// }
///
/// let client = Client::new("https://graph.microsoft.com/v1.0", TokenFile)?;
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` gives no access tokens",
    label = "not a token provider",
    note = "a token that you have is `FixedToken::new(token)`, no token `NoToken`; what fetches and renews tokens implements `TokenProvider`"
)]
pub trait TokenProvider: Send + Sync {
    /// A token; `None` to send requests without one. `request` has the scopes, and the service's claims challenge after a refusal.
    ///
    /// # Errors
    ///
    /// Any error: each request that waits for the token fails with [`Error::Token`](crate::Error::Token), whose source it is.
    #[doc(alias("AuthenticationProvider", "TokenCredential", "OAuth"))]
    fn token<'a>(&'a self, request: &'a TokenRequest)
    -> BoxFuture<'a, Result<Option<AccessToken>, BoxError>>;
}

/// One token, used until it is refused. `Debug` does not show it.
///
/// ```
/// use odata_entity::{Client, FixedToken};
///
/// // From `az account get-access-token --resource https://graph.microsoft.com --query accessToken --output tsv`.
/// let token = std::env::var("TOKEN").unwrap_or_default();
/// let client = Client::new("https://graph.microsoft.com/v1.0", FixedToken::new(token))?;
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct FixedToken(AccessToken);

impl FixedToken {
    /// This token, without the scheme `Bearer` in front of it. An invalid one, such as an empty one, is
    /// [`Error::Token`](crate::Error::Token) when a request is sent.
    pub fn new(token: impl Into<String>) -> Self {
        Self(AccessToken::new(token))
    }
}

impl From<AccessToken> for FixedToken {
    fn from(token: AccessToken) -> Self {
        Self(token)
    }
}

impl From<&str> for FixedToken {
    fn from(token: &str) -> Self {
        Self::new(token)
    }
}

impl From<String> for FixedToken {
    fn from(token: String) -> Self {
        Self::new(token)
    }
}

impl fmt::Debug for FixedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FixedToken(…)")
    }
}

impl TokenProvider for FixedToken {
    fn token<'a>(&'a self, _: &'a TokenRequest) -> BoxFuture<'a, Result<Option<AccessToken>, BoxError>> {
        Box::pin(std::future::ready(Ok(Some(self.0.clone()))))
    }
}

/// No token: for services that need none.
///
/// ```
/// use odata_entity::Client;
/// use odata_entity::client::NoToken;
///
/// let client = Client::new("https://services.odata.org/V4/TripPinServiceRW", NoToken)?;
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoToken;

impl TokenProvider for NoToken {
    fn token<'a>(&'a self, _: &'a TokenRequest) -> BoxFuture<'a, Result<Option<AccessToken>, BoxError>> {
        Box::pin(std::future::ready(Ok(None)))
    }
}

impl<P: TokenProvider + ?Sized> TokenProvider for Arc<P> {
    fn token<'a>(
        &'a self,
        request: &'a TokenRequest,
    ) -> BoxFuture<'a, Result<Option<AccessToken>, BoxError>> {
        (**self).token(request)
    }
}

impl<P: TokenProvider + ?Sized> TokenProvider for Box<P> {
    fn token<'a>(
        &'a self,
        request: &'a TokenRequest,
    ) -> BoxFuture<'a, Result<Option<AccessToken>, BoxError>> {
        (**self).token(request)
    }
}
