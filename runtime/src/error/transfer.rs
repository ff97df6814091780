//! Bytes that did not come or go as they should.

use super::ServiceError;
use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

/// A download or an upload that went wrong in its bytes, not in one request.
///
/// Neither `Display` nor `Debug` shows a URL, as that of an upload is all that is needed to write there.
///
/// ```
/// use odata_entity::Error;
///
/// /// Whether to look at the service before an upload is begun anew.
/// fn may_be_complete(error: &Error) -> bool {
///     matches!(error, Error::Transfer(transfer) if transfer.may_be_done())
/// }
/// assert!(!may_be_complete(&Error::EmptyPatch));
/// ```
pub struct TransferError {
    kind: TransferErrorKind,
    reason: Cow<'static, str>,
    /// The service's answer, where that is what ended it.
    answer: Option<Box<ServiceError>>,
    /// What the source of the bytes reports.
    cause: Option<Arc<dyn StdError + Send + Sync>>,
    may_be_done: bool,
}

/// What went wrong with the bytes: it decides how to go on.
///
/// ```
/// use odata_entity::Error;
/// use odata_entity::transfer::TransferErrorKind;
///
/// /// What to do after a transfer failed.
/// fn next(error: &Error) -> &'static str {
///     let Error::Transfer(transfer) = error else { return "see the error" };
///     match transfer.kind() {
///         TransferErrorKind::SessionOver => "make a new session, and begin anew",
///         TransferErrorKind::Changed => "download anew",
///         TransferErrorKind::Content => "look at the file",
///         _ => "try again later",
///     }
/// }
/// # let _ = next;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransferErrorKind {
    /// The answer ended before all of its bytes were there, and no rest of the same bytes could be had: download anew, or
    /// from where it ended.
    Cut,
    /// The answer has more bytes than it stated.
    TooLong,
    /// The service has other bytes than those that the download began with: begin anew.
    Changed,
    /// The answer has another range than the one that was asked for.
    Range,
    /// The service asks for bytes that are not there, takes bytes for received that were never sent, or asks for the same ones
    /// without end.
    UnexpectedRange,
    /// The upload session is over: cancelled, expired or completed. Make a new one, and begin anew.
    SessionOver,
    /// The service has all bytes, and did not complete the upload: it waits for a commit.
    NotCompleted,
    /// The URL for blocks is no longer good, and there is no other.
    UrlExpired,
    /// The bytes to upload could not be read, are not as many as their length, or cannot be read again.
    Content,
    /// A piece size that services refuse.
    PieceSize,
}

impl TransferError {
    pub(crate) fn new(kind: TransferErrorKind, reason: impl Into<Cow<'static, str>>) -> Self {
        Self {
            kind,
            reason: reason.into(),
            answer: None,
            cause: None,
            may_be_done: false,
        }
    }

    #[cfg(feature = "client")]
    pub(crate) fn answered(mut self, answer: ServiceError) -> Self {
        self.answer = Some(Box::new(answer));
        self
    }

    #[cfg(feature = "client")]
    pub(crate) fn caused(mut self, cause: Box<dyn StdError + Send + Sync>) -> Self {
        self.cause = Some(Arc::from(cause));
        self
    }

    #[cfg(feature = "client")]
    pub(crate) fn perhaps_done(mut self, may_be_done: bool) -> Self {
        self.may_be_done = may_be_done;
        self
    }

    /// What went wrong.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn kind(&self) -> TransferErrorKind {
        self.kind
    }

    /// The service's answer that ended it, if one did.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn service(&self) -> Option<&ServiceError> {
        self.answer.as_deref()
    }

    /// The error of the source that the bytes were read from, if it gave one.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn get_ref(&self) -> Option<&(dyn StdError + Send + Sync + 'static)> {
        self.cause.as_deref()
    }

    /// Whether the upload may be complete nevertheless: the answer to its last piece was lost.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn may_be_done(&self) -> bool {
        self.may_be_done
    }
}

impl fmt::Display for TransferError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)?;
        if let Some(cause) = &self.cause {
            write!(f, ": {}", crate::text::one_line(&cause.to_string()))?;
        }
        if let Some(answer) = &self.answer {
            write!(f, " ({answer})")?;
        }
        Ok(())
    }
}

impl fmt::Debug for TransferError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransferError")
            .field("kind", &self.kind)
            .field("reason", &self.reason)
            .field("answer", &self.answer)
            .finish_non_exhaustive()
    }
}

impl StdError for TransferError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.cause.as_ref().and_then(|cause| cause.source())
    }
}
