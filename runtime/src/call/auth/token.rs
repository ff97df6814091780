//! [`AccessToken`] and [`TokenRequest`].

use crate::edm::binary::standard;
use http::header::AUTHORIZATION;
use http::{HeaderName, HeaderValue};
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// A token and how long it is valid: a bearer token ([RFC 6750](https://www.rfc-editor.org/rfc/rfc6750)), unless it is made by
/// [`basic`](Self::basic) or [`in_header`](Self::in_header). `Debug` does not show it.
///
/// ```
/// use odata_entity::AccessToken;
/// use std::time::{Duration, SystemTime};
///
/// let now = SystemTime::now();
/// let token = AccessToken::new("eyJ0eXAi").issued_on(now).expires_on(now + Duration::from_secs(3600));
/// assert!(!token.is_due(now));
/// // Five minutes before it expires it is time for a new one.
/// assert!(token.is_due(now + Duration::from_secs(3400)));
/// ```
#[derive(Clone, PartialEq, Eq)]
#[must_use = "a token does nothing until it is given to a client"]
pub struct AccessToken {
    secret: String,
    scheme: Scheme,
    expires_on: Option<SystemTime>,
    refresh_on: Option<SystemTime>,
    issued_on: Option<SystemTime>,
}

/// How a token goes out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Bearer,
    Basic,
    /// Alone, in this header.
    Alone(&'static str),
}

/// A token as it goes out.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Credential {
    pub(crate) name: HeaderName,
    pub(crate) value: HeaderValue,
}

/// How long before its end a token is replaced at most, if the issuer does not set a time.
const EARLY: Duration = Duration::from_secs(5 * 60);

impl AccessToken {
    /// A token without a known expiry. It is used until the service refuses it.
    #[doc(alias("bearer", "Authorization"))]
    pub fn new(secret: impl Into<String>) -> Self {
        Self {
            secret: secret.into(),
            scheme: Scheme::Bearer,
            expires_on: None,
            refresh_on: None,
            issued_on: None,
        }
    }

    /// Name and password of a user, as `Authorization: Basic` ([RFC 7617](https://www.rfc-editor.org/rfc/rfc7617)). A name with a
    /// colon or without letters is [`Error::Token`](crate::Error::Token) when a request is sent.
    pub fn basic(user: &str, password: &str) -> Self {
        let pair = format!("{user}:{password}");
        let is_name = !user.is_empty() && !user.contains(':');
        Self {
            // An empty one is refused.
            secret: if is_name {
                standard(pair.as_bytes())
            } else {
                String::new()
            },
            scheme: Scheme::Basic,
            ..Self::new("")
        }
    }

    /// A token that goes out alone, in this header in place of `Authorization`: `X-Auth-Token`. An invalid name is
    /// [`Error::Token`](crate::Error::Token) when a request is sent.
    pub fn in_header(name: &'static str, secret: impl Into<String>) -> Self {
        Self {
            scheme: Scheme::Alone(name),
            ..Self::new(secret)
        }
    }

    /// Sets when it expires. It is replaced five minutes earlier, or halfway to its expiry if it is valid for less
    /// than ten minutes, unless [`refresh_on`](Self::refresh_on) sets the time.
    pub fn expires_on(mut self, time: SystemTime) -> Self {
        self.expires_on = Some(time);
        self
    }

    /// Sets when a new token is fetched, although this one is still valid (`refresh_in` in the answers of Entra ID).
    pub fn refresh_on(mut self, time: SystemTime) -> Self {
        self.refresh_on = Some(time);
        self
    }

    /// When it was issued. The client counts the lifetime of a token from when it got it; where you hold tokens yourself,
    /// [`is_due`](Self::is_due) counts it from here.
    pub fn issued_on(mut self, time: SystemTime) -> Self {
        self.issued_on = Some(time);
        self
    }

    /// The token itself.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn secret(&self) -> &str {
        &self.secret
    }

    /// Whether it has expired.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_expired(&self, now: SystemTime) -> bool {
        self.expires_on.is_some_and(|end| end <= now)
    }

    /// Whether it is time for a new one. Of a token with no [`issued_on`](Self::issued_on) the last five minutes count, however
    /// short its lifetime was.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_due(&self, now: SystemTime) -> bool {
        self.due_on(self.issued_on).is_some_and(|due| due <= now) || self.is_expired(now)
    }

    /// From when on it is replaced, if its lifetime began then.
    pub(crate) fn due_on(&self, since: Option<SystemTime>) -> Option<SystemTime> {
        if self.refresh_on.is_some() {
            return self.refresh_on;
        }
        let end = self.expires_on?;
        let early = since.map_or(EARLY, |since| {
            EARLY.min(end.duration_since(since).unwrap_or_default() / 2)
        });
        end.checked_sub(early)
    }

    /// When it expires, if that is known.
    #[cfg(feature = "client")]
    pub(crate) fn end(&self) -> Option<SystemTime> {
        self.expires_on
    }

    /// The value of the `Authorization` header, or of that of [`in_header`](Self::in_header), marked as sensitive. `None` if the token is invalid: empty, with
    /// white space, or with a character that a header cannot have.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn to_header(&self) -> Option<HeaderValue> {
        self.credential().ok().map(|credential| credential.value)
    }

    /// The header, with what is wrong with the token. The message does not show it.
    pub(crate) fn credential(&self) -> Result<Credential, &'static str> {
        if let Some(reason) = self.fault() {
            return Err(reason);
        }
        let (name, value) = match self.scheme {
            Scheme::Bearer => (
                AUTHORIZATION,
                HeaderValue::try_from(format!("Bearer {}", self.secret)),
            ),
            Scheme::Basic => (
                AUTHORIZATION,
                HeaderValue::try_from(format!("Basic {}", self.secret)),
            ),
            Scheme::Alone(name) => (
                HeaderName::from_bytes(name.as_bytes()).map_err(|_| "its header has no valid name")?,
                HeaderValue::from_str(&self.secret),
            ),
        };
        let mut value = value.map_err(|_| "it has a character that no header can carry")?;
        value.set_sensitive(true);
        Ok(Credential { name, value })
    }

    /// A token is visible ASCII without spaces (RFC 6750, 2.1, has fewer characters, and services that do not keep to it).
    fn fault(&self) -> Option<&'static str> {
        let text = &*self.secret;
        let scheme = text.trim_start().get(..7).unwrap_or_default();
        if text.is_empty() && self.scheme == Scheme::Basic {
            Some("the name of the user is empty or has a colon")
        } else if text.is_empty() {
            Some("it is empty: use `NoToken` for a service that needs none")
        } else if scheme.eq_ignore_ascii_case("bearer ") {
            Some("it begins with `Bearer `: give the token alone, the client adds the scheme")
        } else if text.trim() != text {
            Some("it begins or ends with white space: trim it")
        } else if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            Some("it has a space or a character that no token has")
        } else {
            None
        }
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessToken")
            .field("expires_on", &self.expires_on)
            .field("refresh_on", &self.refresh_on)
            .field("issued_on", &self.issued_on)
            .finish_non_exhaustive()
    }
}

/// What a token must be valid for.
///
/// ```
/// use odata_entity::{AccessToken, TokenRequest};
/// use std::time::SystemTime;
///
/// /// The token at hand, unless a new one has to be fetched.
/// fn cached<'t>(held: Option<&'t AccessToken>, request: &TokenRequest) -> Option<&'t AccessToken> {
///     let needs_another = request.refused || request.claims.is_some();
///     held.filter(|token| !needs_another && !token.is_due(SystemTime::now()))
/// }
///
/// let token = AccessToken::new("eyJ0eXAi");
/// let mut request = TokenRequest::default();
/// assert!(cached(Some(&token), &request).is_some());
/// request.refused = true;
/// assert!(cached(Some(&token), &request).is_none());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenRequest {
    /// The scopes, from the profile or the client's builder: `https://graph.microsoft.com/.default`.
    pub scopes: Arc<[String]>,
    /// The claims that the service asks for, as JSON text, from a claims challenge
    /// ([Continuous access evaluation](https://learn.microsoft.com/entra/identity-platform/claims-challenge)).
    pub claims: Option<String>,
    /// Whether the service refused the last token: fetch a new one, do not take the same one from a cache.
    pub refused: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn early_is_a_part_of_the_lifetime() {
        let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        for (lifetime, due) in [(3600, 3300), (601, 301), (600, 300), (240, 120), (2, 1), (0, 0)] {
            let token = AccessToken::new("t")
                .issued_on(at(1000))
                .expires_on(at(1000 + lifetime));
            assert!(token.is_due(at(1000 + due)), "{lifetime}");
            assert!(due == 0 || !token.is_due(at(999 + due)), "{lifetime}");
        }
        let token = AccessToken::new("t").expires_on(at(3600));
        assert!(token.is_due(at(3300)) && !token.is_due(at(3299)));
        let token = token.refresh_on(at(100)).issued_on(at(0));
        assert!(token.is_due(at(100)) && !token.is_due(at(99)));
        assert!(!AccessToken::new("t").is_due(at(1 << 40)));
    }
}
