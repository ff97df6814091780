//! `Debug` of what holds requests and answers: it shows neither URLs, which have keys, nor headers, nor bodies.

use super::{Call, Step};
use crate::error::Error;
use http::Response;
use std::fmt;

impl fmt::Debug for Call<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("configuration", self.configuration)
            .field("method", self.request.method())
            .field("reach", &self.reach)
            .field("sent", &self.sent)
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Authorize(request) => f.debug_tuple("Authorize").field(request).finish(),
            Self::Send(request) => write!(f, "Send({} with {})", request.method(), Bytes(request.body())),
            Self::Wait(time) => f.debug_tuple("Wait").field(time).finish(),
            Self::Done(result) => write!(f, "Done({:?})", Outcome(result)),
        }
    }
}

/// Bytes, shown as their number.
pub(crate) struct Bytes<'b>(pub(crate) &'b [u8]);

impl fmt::Display for Bytes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

/// The outcome of a request, shown as its status or its error.
pub(crate) struct Outcome<'r>(pub(crate) &'r Result<Response<Vec<u8>>, Error>);

impl fmt::Debug for Outcome<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Ok(response) => write!(f, "{} with {}", response.status(), Bytes(response.body())),
            Err(error) => error.fmt(f),
        }
    }
}
