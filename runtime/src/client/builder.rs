//! [`ClientBuilder`]: what can be said of a client before it is there.

use super::provider::TokenProvider;
use super::reqwest::ReqwestTransport;
use super::transport::Transport;
use super::{Client, Inner};
use crate::error::Error;
use crate::origin::Origin;
use std::sync::Arc;
use std::time::Duration;

/// Makes a [`Client`].
#[must_use = "a client is only there once it is built"]
pub struct ClientBuilder {
    base_url: String,
    provider: Box<dyn TokenProvider>,
    transport: Option<Box<dyn Transport>>,
    limits: Limits,
}

/// The limits of the shipped transport.
#[derive(Clone, Debug)]
pub(super) struct Limits {
    pub(super) connect: Duration,
    pub(super) request: Duration,
    pub(super) body: usize,
    pub(super) user_agent: String,
}

impl ClientBuilder {
    pub(super) fn new(base_url: String, provider: Box<dyn TokenProvider>) -> Self {
        Self {
            base_url,
            provider,
            transport: None,
            limits: Limits {
                connect: Duration::from_secs(10),
                request: Duration::from_secs(100),
                body: 64 << 20,
                user_agent: concat!("odata-entity/", env!("CARGO_PKG_VERSION")).to_owned(),
            },
        }
    }

    /// How long connecting may take; 10 s unless said.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.limits.connect = timeout;
        self
    }

    /// How long one try of a request may take, from connecting to the last byte of the answer; 100 s unless said.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.request = timeout;
        self
    }

    /// How many bytes the body of an answer may have; 64 MiB unless said.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.limits.body = bytes;
        self
    }

    /// Another transport than reqwest. The limits above are then its own affair.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// [`Error::BaseUrl`] for a base URL that is none, or is http outside the loopback interface; [`Error::Transport`] if
    /// TLS cannot be set up.
    pub fn build(self) -> Result<Client, Error> {
        let origin = Origin::of_base(&self.base_url)?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => Box::new(ReqwestTransport::new(&self.limits, &origin).map_err(Error::Transport)?),
        };
        Ok(Client(Arc::new(Inner {
            base_url: self.base_url.trim_end_matches('/').to_owned(),
            origin,
            provider: self.provider,
            transport,
        })))
    }
}
