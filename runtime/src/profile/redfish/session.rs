//! [`Session`]: logging in and out, without I/O.

use crate::call::auth::AccessToken;
use crate::error::{DecodeError, Error};
use crate::link::url_of;
use crate::path::AnyPath;
use crate::request::{FromResponse, Request};
use http::header::LOCATION;
use http::{HeaderName, HeaderValue};
use serde::Serialize;
use std::fmt;

/// The header that has the token of a session, alone.
const TOKEN: &str = "X-Auth-Token";
const TOKEN_HEADER: HeaderName = HeaderName::from_static("x-auth-token");

/// Where sessions are
/// ([DSP0266, "Redfish session login authentication"](https://www.dmtf.org/dsp/DSP0266)): the same at each service.
const SESSIONS: &str = "/redfish/v1/SessionService/Sessions";

/// A session that was begun: the token that requests have, and where the session is. `Debug` shows neither.
///
/// ```no_run
/// # fn main() {}
/// # #[cfg(feature = "client")]
/// # mod example {
/// use odata_entity::profile::redfish::session::log_in;
/// use odata_entity::client::{FixedToken, NoToken};
/// use odata_entity::Client;
///
/// # async fn example(password: &str) -> Result<(), odata_entity::Error> {
/// let base_url = "https://bmc.example/redfish/v1";
/// let session = Client::new(base_url, NoToken)?.send(log_in("operator", password)).await?;
/// let client = Client::new(base_url, FixedToken::from(session.token()))?;
/// // … and in the end, as a service has few sessions:
/// client.send(session.log_out()).await?;
/// # Ok(())
/// # }
/// # }
/// ```
///
/// [`SessionProvider`](super::provider::SessionProvider) does it for a client, and begins another session when one is over.
#[derive(Clone)]
#[must_use = "a service has few sessions: end it by `log_out`"]
pub struct Session {
    token: String,
    url: String,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Login<'l> {
    user_name: &'l str,
    password: &'l str,
}

/// `POST` of a new session, for a client without a token. It is not sent again when its answer is lost: that would be two sessions.
///
/// Services that take no sessions take name and password with each request: [`AccessToken::basic`].
///
/// ```
/// use odata_entity::profile::redfish::session::log_in;
///
/// let request = log_in("operator", "secret").to_http("https://bmc.example/redfish/v1")?;
/// assert_eq!(request.uri().path(), "/redfish/v1/SessionService/Sessions");
/// assert_eq!(request.body(), br#"{"UserName":"operator","Password":"secret"}"#);
/// # Ok::<(), odata_entity::Error>(())
/// ```
pub fn log_in(user: &str, password: &str) -> Request<Session> {
    let login = Login {
        user_name: user,
        password,
    };
    AnyPath::from_id(SESSIONS).post(&login)
}

impl Session {
    /// The token, which goes out as `X-Auth-Token`. It is good until the session is ended, or nothing was asked for some time.
    pub fn token(&self) -> AccessToken {
        AccessToken::in_header(TOKEN, &*self.token)
    }

    /// `DELETE` of the session. The request has the token, so a client without one can send it.
    pub fn log_out(&self) -> Request<()> {
        let request = AnyPath::from_id(&*self.url).delete().unconditional();
        match HeaderValue::from_str(&self.token) {
            Ok(token) => request.with_secret(TOKEN_HEADER, token),
            // It came in a header.
            Err(_) => request,
        }
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Session(…)")
    }
}

#[diagnostic::do_not_recommend]
impl FromResponse for Session {
    fn from_response(response: http::Response<Vec<u8>>) -> Result<Self, Error> {
        let (parts, body) = response.into_parts();
        let token = parts.headers.get(TOKEN).and_then(|token| token.to_str().ok());
        let url = url_of(&parts.headers, &parts.extensions, LOCATION);
        match (token, url) {
            (Some(token), Some(url)) if !token.trim().is_empty() => Ok(Self {
                token: token.trim().to_owned(),
                url,
            }),
            (token, _) => {
                let absent = if token.is_some() { "Location" } else { TOKEN };
                let reason = format!("the answer to a login has no header `{absent}`");
                Err(Error::Decode(Box::new(DecodeError::new(
                    parts.status,
                    body,
                    reason,
                ))))
            }
        }
    }
}
