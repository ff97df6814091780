//! [`ClientBuilder`]: the settings of a client.

use super::clock::{Clock, SystemClock, Time};
use super::csrf::Csrf;
use super::observer::Observer;
use super::provider::TokenProvider;
use super::reqwest::ReqwestTransport;
use super::tokens::Tokens;
use super::transport::Transport;
use super::{Client, Inner};
use crate::call::Configuration;
use crate::call::retry::RetryPolicy;
use crate::error::Error;
use crate::fault::TextError;
use crate::profile::{Profile, Rewrite};
use http::{HeaderName, HeaderValue, Uri};
use std::sync::Arc;
use std::time::Duration;

/// Makes a [`Client`].
///
/// ```
/// use odata_entity::client::NoToken;
/// use odata_entity::{Client, RetryPolicy};
/// use std::time::Duration;
///
/// let client = Client::builder("https://services.odata.org/V4/TripPinServiceRW", NoToken)
///     .user_agent("my-tool/1.2")
///     .timeout(Duration::from_secs(20))
///     .retry(RetryPolicy::new().tries(6))
///     .build()?;
/// assert_eq!(client.base_url(), "https://services.odata.org/V4/TripPinServiceRW");
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[must_use = "a builder makes no client until `build` is called"]
pub struct ClientBuilder {
    base_url: String,
    provider: Box<dyn TokenProvider>,
    transport: Option<Box<dyn Transport>>,
    limits: Limits,
    retry: RetryPolicy,
    profile: Profile,
    rewrite: Option<Rewrite>,
    scopes: Option<Vec<String>>,
    user_agent: String,
    clock: Box<dyn Clock>,
    observer: Option<Box<dyn Observer>>,
    token_timeout: Duration,
}

const LIBRARY: &str = concat!("odata-entity/", env!("CARGO_PKG_VERSION"));

/// The limits of the shipped transport.
#[derive(Clone, Debug)]
pub(super) struct Limits {
    pub(super) connect: Duration,
    pub(super) request: Duration,
    pub(super) body: usize,
}

impl ClientBuilder {
    pub(super) fn new(base_url: String, provider: Box<dyn TokenProvider>) -> Self {
        Self {
            profile: Profile::of(&base_url),
            base_url,
            provider,
            transport: None,
            limits: Limits {
                connect: Duration::from_secs(10),
                request: Duration::from_secs(100),
                body: 64 << 20,
            },
            retry: RetryPolicy::new(),
            rewrite: None,
            scopes: None,
            user_agent: LIBRARY.to_owned(),
            clock: Box::new(SystemClock),
            observer: None,
            token_timeout: Duration::from_secs(30),
        }
    }

    /// How long connecting may take; 10 s by default.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.limits.connect = timeout;
        self
    }

    /// How long one try of a request may take, from connecting to the last byte of the answer; 100 s by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.request = timeout;
        self
    }

    /// How long the token provider may take; 30 s by default. Then the requests that wait for it fail with
    /// [`Error::Token`], and the next one asks again. While the token that is held is good, nobody waits for another
    /// one.
    pub fn token_timeout(mut self, timeout: Duration) -> Self {
        self.token_timeout = timeout;
        self
    }

    /// How many bytes the body of an answer may have; 64 MiB by default.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.limits.body = bytes;
        self
    }

    /// Another transport than reqwest. The limits above do not apply to it.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// How often requests are sent again, and after how long.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// How the service behaves. By default, what is known of its host ([`Profile::of`]).
    pub fn profile(mut self, profile: Profile) -> Self {
        self.profile = profile;
        self
    }

    /// What is done to each answer between its bytes and its reader, for a service that sends what is not OData. It takes the place
    /// of that of the profile.
    pub fn rewrite(mut self, rewrite: Rewrite) -> Self {
        self.rewrite = Some(rewrite);
        self
    }

    /// The scopes that tokens are requested for. By default, those of the profile:
    /// `https://graph.microsoft.com/.default` for Graph.
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// `User-Agent`, before the name of this library: `my-tool/1.2`.
    pub fn user_agent(mut self, name: &str) -> Self {
        self.user_agent = match name.trim() {
            // No header can be empty, so `build` refuses it.
            "" => String::new(),
            name => format!("{name} {LIBRARY}"),
        };
        self
    }

    /// Another clock than the system's; for tests.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Box::new(clock);
        self
    }

    /// Sets an observer, which is called for each request, answer and wait: for metrics and progress.
    pub fn observer(mut self, observer: impl Observer) -> Self {
        self.observer = Some(Box::new(observer));
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// [`Error::BaseUrl`] for an invalid base URL, or http outside the loopback interface; [`Error::Header`] for a
    /// user agent that is empty or that no header can carry, and for a profile whose request id goes into a header of
    /// no valid name; [`Error::Text`] for a profile's alias that is no path; [`Error::Transport`] if TLS cannot be
    /// set up.
    pub fn build(mut self) -> Result<Client, Error> {
        self.profile.rewrite = self.rewrite.or(self.profile.rewrite);
        let configuration = Configuration::new(&self.base_url)?.retry(self.retry);
        let scopes = self.scopes.unwrap_or_else(|| {
            let scope = self
                .profile
                .scope
                .map(|scope| format!("{}{scope}", configuration.origin()));
            scope.into_iter().collect()
        });
        let user_agent = HeaderValue::try_from(self.user_agent).ok();
        let user_agent = user_agent.filter(|value| !value.is_empty());
        let user_agent = user_agent.ok_or(Error::Header { name: "User-Agent" })?;
        if let Some((from, to)) = self.profile.alias {
            for text in [from, to] {
                if !text.starts_with('/') || text.contains(['?', '#']) || text.parse::<Uri>().is_err() {
                    let reason = "is no path: it begins with `/`, and has neither query nor fragment";
                    return Err(Error::Text(TextError::new("the profile's alias", text, reason)));
                }
            }
        }
        let request_id = self.profile.request_id.unwrap_or("request-id");
        if HeaderName::from_bytes(request_id.as_bytes()).is_err() {
            return Err(Error::Header { name: request_id });
        }
        let transport = match self.transport {
            Some(transport) => transport,
            None => Box::new(
                ReqwestTransport::new(&self.limits, configuration.origin()).map_err(Error::Transport)?,
            ),
        };
        let time = Arc::new(Time::new(self.clock));
        Ok(Client(Arc::new(Inner {
            base_url: self.base_url.trim_end_matches('/').to_owned(),
            configuration: configuration.scopes(scopes),
            profile: self.profile,
            user_agent,
            tokens: Tokens::new(self.provider, self.token_timeout, Arc::clone(&time)),
            csrf: Csrf::default(),
            transport,
            time,
            observer: self.observer,
        })))
    }
}
