//! An answer that is not what the request asked for.

use super::line::one_line;
use crate::edm::ValueErrorKind;
use http::StatusCode;
use std::fmt;

/// Status and body of an answer that could not be read, and where reading stopped.
pub struct DecodeError {
    status: StatusCode,
    body: Vec<u8>,
    property: String,
    reason: String,
}

impl DecodeError {
    pub(crate) fn new(status: StatusCode, body: Vec<u8>, property: String, reason: String) -> Self {
        Self {
            status,
            body,
            property,
            reason,
        }
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The body as it came.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The path of the property that could not be read, or is missing: `value[3].status`; empty if the body is no JSON at
    /// all.
    pub fn property(&self) -> &str {
        &self.property
    }

    /// What is wrong there.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// Whether the value there breaks its type's form, or keeps it and cannot be represented: a leap second, an integer
    /// that is too large. `None` where the fault is another, and where a reader outside this crate refused a form.
    pub fn kind(&self) -> Option<ValueErrorKind> {
        ValueErrorKind::of_message(&self.reason)
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the answer ({}, {} bytes) cannot be read",
            self.status,
            self.body.len()
        )?;
        if !self.property.is_empty() {
            write!(f, " at `{}`", one_line(&self.property))?;
        }
        write!(f, ": {}", one_line(&self.reason))
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("status", &self.status)
            .field("property", &one_line(&self.property))
            .field("reason", &one_line(&self.reason))
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

impl std::error::Error for DecodeError {}
