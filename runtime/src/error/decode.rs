//! An answer that is not what the request asked for.

use crate::edm::ValueErrorKind;
use crate::reader::ReadError;
use crate::text::one_line;
use http::StatusCode;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// Status and body of an answer that could not be read, and where reading stopped.
///
/// ```
/// # use odata_entity::Entity;
/// # #[derive(Debug, Clone, PartialEq, Entity)]
/// # #[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
/// # struct User {
/// #     #[odata(key)]
/// #     id: String,
/// #     mail: Option<String>,
/// # }
/// # use odata_entity::Error;
/// let answer = http::Response::new(br#"{"id":"1","mail":7}"#.to_vec());
/// let Err(Error::Decode(unread)) = User::path("1").get().read(answer) else { panic!("it was read") };
/// assert_eq!(unread.property(), "mail");
/// assert_eq!(unread.body(), br#"{"id":"1","mail":7}"#);
/// ```
pub struct DecodeError(Arc<Unread>);

/// What came back, once for all requests of a batch that it is the answer to.
struct Unread {
    status: StatusCode,
    body: Vec<u8>,
    fault: ReadError,
}

impl DecodeError {
    /// The error of a body that is no answer, whatever is in it.
    pub(crate) fn new(status: StatusCode, body: Vec<u8>, reason: impl Into<Cow<'static, str>>) -> Self {
        Self::of(status, body, ReadError::new(0, reason))
    }

    /// The error of a body in which reading stopped.
    pub(crate) fn of(status: StatusCode, body: Vec<u8>, fault: ReadError) -> Self {
        Self(Arc::new(Unread { status, body, fault }))
    }

    /// The same, for another request that it is the answer to.
    pub(crate) fn share(&self) -> Self {
        Self(Arc::clone(&self.0))
    }

    /// The status of the answer.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The body as it came.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }

    /// The path of the property that could not be read, or is missing: `value[3].status`; empty if the body is no JSON at
    /// all.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn property(&self) -> &str {
        self.0.fault.path()
    }

    /// What was expected there, and what was found: with the value, which `Display` and `Debug` leave out.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn reason(&self) -> &str {
        self.0.fault.reason()
    }

    /// Where and why reading stopped: with line, column and the value.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn read_error(&self) -> &ReadError {
        &self.0.fault
    }

    /// Whether the value there breaks its type's form, or keeps it and cannot be represented: a leap second, an integer
    /// that is too large. `None` where the fault is another, and where a reader outside this crate refused a form.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn kind(&self) -> Option<ValueErrorKind> {
        self.0.fault.kind()
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the answer ({}, {} bytes) cannot be read",
            self.0.status,
            self.0.body.len()
        )?;
        if !self.property().is_empty() {
            write!(f, " at `{}`", one_line(self.property()))?;
        }
        write!(f, ": {}", one_line(self.0.fault.shown()))?;
        if self.0.fault.line() > 0 {
            write!(
                f,
                " (line {}, column {})",
                self.0.fault.line(),
                self.0.fault.column()
            )?;
        }
        if crate::text::without_mark(&self.0.body)
            .trim_ascii_start()
            .starts_with(b"<")
        {
            f.write_str(" (the body is HTML or XML, as a proxy or a page to sign in gives)")?;
        }
        Ok(())
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("status", &self.0.status)
            .field("property", &one_line(self.property()))
            .field("reason", &one_line(self.0.fault.shown()))
            .field("body", &format_args!("{} bytes", self.0.body.len()))
            .finish()
    }
}

impl std::error::Error for DecodeError {}
