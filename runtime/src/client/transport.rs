//! [`Transport`]: what a client needs of an HTTP library.

use crate::error::TransportError;
use std::pin::Pin;

/// A boxed future, as `futures` has it.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Any error.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Sends one request and returns its complete answer.
///
/// It follows no redirect, repeats nothing, keeps no cookies and adds no header that HTTP does not need: all of that is
/// decided above it.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request.
    fn send(
        &self,
        request: http::Request<Vec<u8>>,
    ) -> BoxFuture<'_, Result<http::Response<Vec<u8>>, TransportError>>;
}
