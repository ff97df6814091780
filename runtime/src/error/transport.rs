//! A request or an answer that did not get through.

use crate::text::one_line;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

/// Why there is no answer.
///
/// ```
/// # use odata_entity::{TransportError, TransportErrorKind};
/// // What a transport of your own answers where no connection was made.
/// let lost = TransportError::new(TransportErrorKind::Connect, "connection refused");
/// assert_eq!(lost.kind(), TransportErrorKind::Connect);
/// assert!(!lost.may_be_done());
/// ```
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    /// Shared by the requests of a batch that was lost.
    source: Arc<dyn StdError + Send + Sync>,
}

/// Where a request or an answer was lost: it decides what may be repeated.
///
/// ```
/// use odata_entity::{Error, TransportErrorKind};
///
/// /// What to tell the person who set the service's address.
/// fn hint(error: &Error) -> Option<&'static str> {
///     match error {
///         Error::Transport(error) => match error.kind() {
///             TransportErrorKind::Connect => Some("is the host's name right, and is the network up?"),
///             TransportErrorKind::Tls => Some("is the service's certificate trusted here?"),
///             _ => None,
///         },
///         _ => None,
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection was made, so the service has seen nothing of the request.
    Connect,
    /// No connection was made, and none will be: the peer's certificate is not trusted, or it speaks no TLS. It has seen
    /// nothing of the request.
    Tls,
    /// The time for the request was up. What the service did with it is not known.
    Timeout,
    /// The connection broke. What the service did with the request is not known.
    Interrupted,
    /// The answer is longer than the limit. The service has done the request.
    TooLarge,
    /// The request cannot be sent by this client at all.
    Unsendable,
}

impl TransportError {
    /// An error of a transport; `source` must hold neither a token nor a body.
    pub fn new(kind: TransportErrorKind, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            kind,
            source: Arc::from(source.into()),
        }
    }

    /// The same, for another request that it is the end of.
    pub(crate) fn share(&self) -> Self {
        Self {
            kind: self.kind,
            source: Arc::clone(&self.source),
        }
    }

    /// Where the request or the answer was lost.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// The transport's own error: to downcast it, or to go through its sources.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn get_ref(&self) -> &(dyn StdError + Send + Sync + 'static) {
        &*self.source
    }

    /// Whether the service may have seen the request, and done it.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn may_be_done(&self) -> bool {
        !matches!(
            self.kind,
            TransportErrorKind::Connect | TransportErrorKind::Tls | TransportErrorKind::Unsendable
        )
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection to the service",
            TransportErrorKind::Tls => "no secure connection to the service",
            TransportErrorKind::Timeout => "no answer in time",
            TransportErrorKind::Interrupted => "the connection broke before the answer was complete",
            TransportErrorKind::TooLarge => "the answer is too long",
            TransportErrorKind::Unsendable => "the request cannot be sent",
        })?;
        // The innermost cause is the most specific, and the layers above repeat each other.
        let mut cause: &(dyn StdError + 'static) = &*self.source;
        while let Some(next) = cause.source() {
            cause = next;
        }
        write!(f, ": {}", one_line(&cause.to_string()))
    }
}

/// `Display` has the text of the innermost cause, which has no source; [`get_ref`](TransportError::get_ref) has all.
impl StdError for TransportError {}
