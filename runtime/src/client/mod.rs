//! Send requests: [`Client`], its settings, its streams of lists and deltas, many requests at once, bytes. With the feature `client`.
//!
//! ```no_run
//! use odata_entity::{Client, FixedToken, Json, path};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::new("https://graph.microsoft.com/v1.0", FixedToken::new(std::env::var("TOKEN")?))?;
//! let Json(me) = client.send(path!("/me").get::<Json<serde_json::Value>>()).await?;
//! println!("{}", me["displayName"]);
//! # Ok(()) }
//! ```

#[cfg(feature = "azure")]
mod azure;
mod batch;
mod builder;
mod bulk;
mod bytes;
mod clock;
mod csrf;
mod delta;
mod drive;
mod external;
mod next;
mod observer;
mod poll;
mod provider;
mod reqwest;
mod stream;
mod tokens;
mod trace;
mod transport;

pub use self::reqwest::ReqwestTransport;
#[cfg(feature = "azure")]
pub use azure::AzureCredential;
pub use builder::ClientBuilder;
pub use bulk::{Outcome, Progress as BulkProgress, SendAll, StreamOf};
pub use bytes::{BlockUpload, Content, Download, SessionUpload, Transferred};
pub use clock::{Clock, SystemClock};
pub use delta::{DeltaItems, DeltaPages};
pub use external::Progress;
pub use observer::{Event, Observer, What};
pub use poll::PollUntil;
pub use provider::{FixedToken, NoToken, TokenProvider};
pub use stream::{Items, Pages};
pub use transport::{BodyStream, BoxError, BoxFuture, OutgoingBody, Transport};

use crate::call::Configuration;
use crate::call::retry::Attempts;
use crate::error::Error;
use crate::profile::Profile;
use crate::request::{Answer, Explanation, FromResponse, Request};
use clock::Time;
use csrf::Csrf;
use drive::Plan;
use http::HeaderValue;
use http::header::{AUTHORIZATION, USER_AGENT};
use std::fmt;
use std::sync::Arc;
use tokens::Tokens;

/// A client of one service. Cheap to clone; clones share connections and the token.
///
/// Its token goes only to the scheme, host and port of its base URL. A future of it that is dropped leaves nothing behind:
/// what was sent may be done or not, as with any lost answer.
///
/// ```no_run
/// use odata_entity::{Client, Entity, FixedToken};
///
/// #[derive(Entity)]
/// #[serde(rename_all = "camelCase")]
/// #[odata(type = "microsoft.graph.managedDevice", path = "/deviceManagement/managedDevices/{managedDeviceId}")]
/// struct ManagedDevice {
///     managed_device_name: Option<String>,
/// }
///
/// # async fn example(token: String) -> Result<(), odata_entity::Error> {
/// let client = Client::new("https://graph.microsoft.com/v1.0", FixedToken::new(token))?;
/// let device = client.send(ManagedDevice::path("d7").get()).await?;
/// let patch = ManagedDevice::patch().managed_device_name("PC-7");
/// client.send(ManagedDevice::path("d7").patch(&patch)).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    base_url: String,
    configuration: Configuration,
    profile: Profile,
    user_agent: HeaderValue,
    tokens: Tokens,
    csrf: Csrf,
    transport: Box<dyn Transport>,
    time: Arc<Time>,
    observer: Option<Box<dyn Observer>>,
}

impl Client {
    /// A client for the service at `base_url`, the API version with it: `https://graph.microsoft.com/v1.0`.
    ///
    /// # Errors
    ///
    /// [`Error::BaseUrl`] for an invalid base URL, or http outside the loopback interface.
    #[doc(alias("GraphServiceClient", "GraphClient"))]
    pub fn new(base_url: impl Into<String>, provider: impl TokenProvider + 'static) -> Result<Self, Error> {
        Self::builder(base_url, provider).build()
    }

    /// A client with settings of yours: timeouts, retries, profile, scopes, observer.
    pub fn builder(base_url: impl Into<String>, provider: impl TokenProvider + 'static) -> ClientBuilder {
        ClientBuilder::new(base_url.into(), Box::new(provider))
    }

    /// Sends a request and reads its answer.
    ///
    /// It is sent again as the [`RetryPolicy`](crate::RetryPolicy) allows, and once more with a new token if the
    /// service refuses the old one.
    ///
    /// # Errors
    ///
    /// The service's refusal: [`Error::NotFound`], [`Error::Forbidden`], [`Error::Service`] and their like. No token:
    /// [`Error::Token`]. A request or an answer that did not get through: [`Error::Transport`], [`Error::Timeout`]. A request that
    /// cannot be built, as of [`Request::to_http`]; an answer that cannot be read, as of [`Request::read`].
    pub async fn send<R: FromResponse>(&self, request: Request<R>) -> Result<R, Error> {
        let response = self.respond(&request, &mut Attempts::default()).await?;
        request.read(response)
    }

    /// Sends a request and reads its answer, status and headers with it: what preferences were applied, how much of the
    /// service's limits is used, how often it was sent.
    ///
    /// # Errors
    ///
    /// Those of [`send`](Self::send).
    pub async fn exchange<R: FromResponse>(&self, request: Request<R>) -> Result<Answer<R>, Error> {
        let response = self.respond(&request, &mut Attempts::default()).await?;
        request.read_answer(response)
    }

    /// The request as this client sends it, as text or as a curl line; without the token.
    ///
    /// # Errors
    ///
    /// Those of [`Request::to_http`].
    pub fn explain<R>(&self, request: &Request<R>) -> Result<Explanation, Error> {
        Ok(Explanation::new(self.build(request)?))
    }

    /// The base URL, which comes before each path.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn base_url(&self) -> &str {
        &self.0.base_url
    }

    /// How the service behaves, as the client was built.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn profile(&self) -> &Profile {
        &self.0.profile
    }

    fn build<R>(&self, request: &Request<R>) -> Result<http::Request<Vec<u8>>, Error> {
        let mut http = request.to_http_at(&self.0.base_url, Some(&self.0.profile))?;
        // The call would take it off: what was not checked against the place it goes to is not sent.
        if http.headers().contains_key(AUTHORIZATION) {
            return Err(Error::Header {
                name: "Authorization",
            });
        }
        self.0.profile.finish(&mut http, &self.0.base_url);
        http.headers_mut()
            .entry(USER_AGENT)
            .or_insert_with(|| self.0.user_agent.clone());
        Ok(http)
    }

    async fn respond<R>(
        &self,
        request: &Request<R>,
        attempts: &mut Attempts,
    ) -> Result<http::Response<Vec<u8>>, Error> {
        let plan = Plan {
            template: request.template(),
            reach: request.reach(),
            is_repeatable: request.is_repeatable(),
        };
        let mut response = self.drive(self.build(request)?, plan, attempts).await?;
        self.0.profile.mark(&mut response);
        Ok(response)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.0.base_url)
            .field("configuration", &self.0.configuration)
            .finish_non_exhaustive()
    }
}
