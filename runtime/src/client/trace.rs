//! A tracing span for each request, with the feature `tracing`; nothing without it.

use crate::error::Error;
use http::{Method, Response};

#[cfg(feature = "tracing")]
pub(super) struct Span(tracing::Span);

#[cfg(feature = "tracing")]
impl Span {
    /// The path template, not the path: keys are not for logs.
    pub(super) fn new(method: &Method, template: &str) -> Self {
        Self(tracing::info_span!(
            "odata_request",
            http.method = %method,
            http.route = template,
            http.status = tracing::field::Empty,
            retries = tracing::field::Empty,
            request_id = tracing::field::Empty,
            error = tracing::field::Empty,
        ))
    }

    pub(super) async fn scope<T>(&self, future: impl Future<Output = T>) -> T {
        tracing::Instrument::instrument(future, self.0.clone()).await
    }

    pub(super) fn end(&self, result: &Result<Response<Vec<u8>>, Error>, sent: u32) {
        self.0.record("retries", sent.saturating_sub(1));
        match result {
            Ok(response) => {
                self.0.record("http.status", response.status().as_u16());
                let id = response
                    .headers()
                    .get("request-id")
                    .and_then(|id| id.to_str().ok());
                if let Some(id) = id {
                    self.0.record("request_id", id);
                }
            }
            Err(error) => {
                self.0.record("error", tracing::field::display(error));
            }
        }
    }
}

#[cfg(not(feature = "tracing"))]
pub(super) struct Span;

#[cfg(not(feature = "tracing"))]
impl Span {
    pub(super) fn new(_: &Method, _: &str) -> Self {
        Self
    }

    pub(super) async fn scope<T>(&self, future: impl Future<Output = T>) -> T {
        future.await
    }

    pub(super) fn end(&self, _: &Result<Response<Vec<u8>>, Error>, _: u32) {}
}
