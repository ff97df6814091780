//! [`AccessToken`] and [`TokenRequest`].

use http::HeaderValue;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// A bearer token and how long it is good ([RFC 6750](https://www.rfc-editor.org/rfc/rfc6750)). `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken {
    secret: String,
    expires_on: Option<SystemTime>,
    refresh_on: Option<SystemTime>,
}

/// How long before its end a token is replaced, if the issuer does not say.
const EARLY: Duration = Duration::from_secs(5 * 60);

impl AccessToken {
    /// A token of which no end is known; it is used until the service refuses it.
    pub fn new(secret: impl Into<String>) -> Self {
        Self {
            secret: secret.into(),
            expires_on: None,
            refresh_on: None,
        }
    }

    /// When it ends. It is replaced five minutes earlier, unless [`refresh_on`](Self::refresh_on) says when.
    #[must_use]
    pub fn expires_on(mut self, time: SystemTime) -> Self {
        self.expires_on = Some(time);
        self
    }

    /// From when on a new one is fetched though this one is still good (`refresh_in` in the answers of Entra ID).
    #[must_use]
    pub fn refresh_on(mut self, time: SystemTime) -> Self {
        self.refresh_on = Some(time);
        self
    }

    /// The token itself.
    pub fn secret(&self) -> &str {
        &self.secret
    }

    /// Whether it is over.
    pub fn is_expired(&self, now: SystemTime) -> bool {
        self.expires_on.is_some_and(|end| end <= now)
    }

    /// Whether it is time for a new one.
    pub fn is_due(&self, now: SystemTime) -> bool {
        let early = self.expires_on.and_then(|end| end.checked_sub(EARLY));
        self.refresh_on.or(early).is_some_and(|due| due <= now) || self.is_expired(now)
    }

    /// The value of the `Authorization` header, marked as sensitive; none if the token has a character that no header
    /// can carry.
    pub fn to_header(&self) -> Option<HeaderValue> {
        let mut value = HeaderValue::try_from(format!("Bearer {}", self.secret)).ok()?;
        value.set_sensitive(true);
        Some(value)
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessToken")
            .field("expires_on", &self.expires_on)
            .field("refresh_on", &self.refresh_on)
            .finish_non_exhaustive()
    }
}

/// What a token is to be good for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenRequest {
    /// The scopes, as the profile or the client's builder says: `https://graph.microsoft.com/.default`.
    pub scopes: Arc<[String]>,
    /// The claims that the service asks for, as JSON text, from a claims challenge
    /// ([Continuous access evaluation](https://learn.microsoft.com/entra/identity-platform/claims-challenge)).
    pub claims: Option<String>,
    /// Whether the service refused the last token, so that one from a cache will not do.
    pub refused: bool,
}
