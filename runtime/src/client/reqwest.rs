//! The transport over reqwest.

use super::builder::Limits;
use super::transport::{BoxFuture, Transport};
use crate::error::{TransportError, TransportErrorKind};
use crate::origin::Origin;
use http::{Request, Response};

/// The shipped [`Transport`]: reqwest with rustls.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    body_limit: usize,
}

impl ReqwestTransport {
    pub(super) fn new(limits: &Limits, origin: &Origin) -> Result<Self, TransportError> {
        let mut builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .connect_timeout(limits.connect)
            .timeout(limits.request)
            .user_agent(&limits.user_agent);
        if origin.is_loopback() {
            // A proxy has another loopback interface.
            builder = builder.no_proxy();
        }
        let client = builder
            .build()
            .map_err(|error| TransportError::new(TransportErrorKind::Unsendable, error))?;
        Ok(Self {
            client,
            body_limit: limits.body,
        })
    }

    async fn exchange(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> {
        let request = request.try_into().map_err(failed)?;
        let mut response = self.client.execute(request).await.map_err(failed)?;
        let announced = response.content_length().unwrap_or(0);
        let too_large = || {
            TransportError::new(
                TransportErrorKind::TooLarge,
                format!("more than {} bytes", self.body_limit),
            )
        };
        if announced > self.body_limit as u64 {
            return Err(too_large());
        }
        let mut answer = Response::new(Vec::with_capacity(announced as usize));
        *answer.status_mut() = response.status();
        std::mem::swap(answer.headers_mut(), response.headers_mut());
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            if answer.body().len() + chunk.len() > self.body_limit {
                return Err(too_large());
            }
            answer.body_mut().extend_from_slice(&chunk);
        }
        Ok(answer)
    }
}

/// URLs have keys, so errors are kept without them.
fn failed(error: reqwest::Error) -> TransportError {
    let kind = if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_builder() {
        TransportErrorKind::Unsendable
    } else {
        TransportErrorKind::Interrupted
    };
    TransportError::new(kind, error.without_url())
}

impl Transport for ReqwestTransport {
    fn send(&self, request: Request<Vec<u8>>) -> BoxFuture<'_, Result<Response<Vec<u8>>, TransportError>> {
        Box::pin(self.exchange(request))
    }
}
