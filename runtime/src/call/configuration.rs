//! [`Configuration`]: what all calls of one client share.

use super::retry::RetryPolicy;
use crate::error::Error;
use crate::origin::{Origin, bad_base};
use crate::profile::Profile;
use std::sync::Arc;

/// What all calls to one service share: where the token may go, how often to try, and which scopes the token needs.
///
/// ```
/// use odata_entity::RetryPolicy;
/// use odata_entity::call::Configuration;
///
/// let configuration = Configuration::new("https://graph.microsoft.com/v1.0")?
///     .retry(RetryPolicy::new().tries(3))
///     .scopes(["https://graph.microsoft.com/.default"]);
/// assert_eq!(configuration.origin().to_string(), "https://graph.microsoft.com");
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "a configuration changes nothing until a call has it"]
pub struct Configuration {
    pub(crate) origin: Origin,
    pub(crate) retry: RetryPolicy,
    pub(crate) scopes: Arc<[String]>,
}

impl Configuration {
    /// The configuration for the service at this base URL.
    ///
    /// # Errors
    ///
    /// [`Error::BaseUrl`] for an invalid base URL, http outside the loopback interface, or the host of a known service without the path of
    /// its API (`https://graph.microsoft.com` for `https://graph.microsoft.com/v1.0`).
    pub fn new(base_url: &str) -> Result<Self, Error> {
        let origin = Origin::of_base(base_url)?;
        if let Some(reason) = Profile::base_fault(base_url) {
            return Err(bad_base(base_url, reason));
        }
        Ok(Self {
            origin,
            retry: RetryPolicy::new(),
            scopes: Arc::default(),
        })
    }

    /// How often requests are sent again, and after how long; [`RetryPolicy::new`] unless set.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// The scopes that tokens are requested for, which [`Step::Authorize`](super::Step::Authorize) has; none unless set.
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.scopes = scopes.into_iter().map(Into::into).collect();
        self
    }

    /// Scheme, host and port that the token may go to.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Whether requests without the token may go there: over https, or, if the service itself is on the loopback
    /// interface, to that.
    pub(crate) fn may_leave_for(&self, origin: &Origin) -> bool {
        origin.is_https() || (origin.is_loopback() && self.origin.is_loopback())
    }
}
