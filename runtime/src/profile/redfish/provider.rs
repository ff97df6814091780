//! [`SessionProvider`]: a client's sessions. With the feature `client`.

use super::session::{Session, log_in};
use crate::call::auth::{AccessToken, TokenRequest};
use crate::client::{BoxError, BoxFuture, Client, TokenProvider};
use crate::error::Error;
use std::fmt;
use std::sync::Arc;
use tokio::sync::Mutex;

/// Begins a session when the first request is sent, and another one when the service refuses the token. Cheap to clone; `Debug`
/// shows neither name nor password.
///
/// A service has few sessions, so [`end`](Self::end) it: when it is dropped, the service keeps it until its timeout.
///
/// ```no_run
/// use odata_entity::Client;
/// use odata_entity::client::NoToken;
/// use odata_entity::profile::redfish::provider::SessionProvider;
///
/// # async fn example(password: String) -> Result<(), odata_entity::Error> {
/// let base_url = "https://bmc.example/redfish/v1";
/// let sessions = SessionProvider::new(Client::new(base_url, NoToken)?, "operator", password);
/// let client = Client::new(base_url, sessions.clone())?;
/// // …
/// sessions.end().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct SessionProvider(Arc<Inner>);

struct Inner {
    client: Client,
    user: String,
    password: String,
    session: Mutex<Option<Session>>,
}

impl SessionProvider {
    /// Sessions of this user, begun and ended by a client without a token ([`NoToken`](crate::client::NoToken)).
    pub fn new(client: Client, user: impl Into<String>, password: impl Into<String>) -> Self {
        Self(Arc::new(Inner {
            client,
            user: user.into(),
            password: password.into(),
            session: Mutex::default(),
        }))
    }

    /// Ends the session, if there is one. A request that is sent afterwards begins another.
    ///
    /// # Errors
    ///
    /// Those of the request. A session that is over already (401, 404) is none.
    pub async fn end(&self) -> Result<(), Error> {
        let Some(session) = self.0.session.lock().await.take() else {
            return Ok(());
        };
        match self.0.client.send(session.log_out()).await {
            Err(Error::Unauthorized(_) | Error::NotFound(_)) => Ok(()),
            ended => ended,
        }
    }
}

impl TokenProvider for SessionProvider {
    fn token<'a>(
        &'a self,
        request: &'a TokenRequest,
    ) -> BoxFuture<'a, Result<Option<AccessToken>, BoxError>> {
        Box::pin(async move {
            let mut held = self.0.session.lock().await;
            match &*held {
                Some(session) if !request.refused => Ok(Some(session.token())),
                _ => {
                    *held = None;
                    let session = self.0.client.send(log_in(&self.0.user, &self.0.password)).await?;
                    let token = session.token();
                    *held = Some(session);
                    Ok(Some(token))
                }
            }
        })
    }
}

impl fmt::Debug for SessionProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionProvider(…)")
    }
}
