//! The mock as the transport of a client.

use http::{Request, Response};
use odata_entity::client::{BoxFuture, Client, ClientBuilder, Transport};
use odata_entity::{FixedToken, TransportError, TransportErrorKind};

use super::TestClock;
use crate::mock::Mock;

/// An answer that is [lost](crate::MockAnswer::lost) is [`TransportErrorKind::Interrupted`]. Streams are held in memory.
impl Transport for Mock {
    fn send(&self, request: Request<Vec<u8>>) -> BoxFuture<'_, Result<Response<Vec<u8>>, TransportError>> {
        let answer = self.answer(request).ok_or_else(|| {
            TransportError::new(
                TransportErrorKind::Interrupted,
                "the mock was set to lose the answer",
            )
        });
        Box::pin(std::future::ready(answer))
    }
}

impl Mock {
    /// A client of this service, with a fixed token and a [`TestClock`]: it needs no network, and its retries take no time.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), odata_entity::Error> {
    /// use odata_entity::{Json, path};
    /// use odata_entity_testing::Mock;
    /// use serde_json::{Value, json};
    ///
    /// let mock = Mock::new();
    /// mock.on("GET", "/devices/{id}").json(json!({"id": "7"}));
    /// let device: Json<Value> = mock.client().send(path!("/devices/7").get()).await?;
    /// assert_eq!(device.0["id"], "7");
    /// # Ok(()) }
    /// ```
    ///
    /// It has the generic profile. Code that talks to Microsoft Graph is tested with Graph's, or it sends `/users/delta()` for `/users/delta`:
    /// `mock.client_builder().profile(odata_entity::profile::graph::profile()).build()`.
    ///
    /// # Panics
    /// Never: a client of these settings can always be made. [`Mock::client_builder`] has the other settings.
    #[must_use = "a client does nothing until it sends a request"]
    pub fn client(&self) -> Client {
        match self.client_builder().build() {
            Ok(client) => client,
            Err(error) => panic!("a client of a mock: {error}"),
        }
    }

    /// The settings of a client of this service, to be changed: profile, retries, observer, a clock that the test holds.
    pub fn client_builder(&self) -> ClientBuilder {
        Client::builder(self.base_url(), FixedToken::new("mock-token"))
            .transport(self.clone())
            .clock(TestClock::new())
    }
}
