//! [`ValueError`]: why a text or a Rust value is not a value of an Edm type.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

/// The longest offending text that an error repeats, in characters; a longer one ends in `…`.
const SHOWN: usize = 48;

/// Why a text is no value of an Edm type, or why a Rust value cannot be written as one.
///
/// The two [kinds](ValueErrorKind) distinguish a text that breaks the type's grammar from one that is valid OData and
/// cannot be represented. The message names the Edm type, the text (shortened when long) and the fix.
///
/// One pointer wide, so a `Result<(), ValueError>` costs a writer nothing.
///
/// ```
/// use odata_entity::edm::{Binary, ValueError, ValueErrorKind};
///
/// let error: ValueError = "not base64!".parse::<Binary>().unwrap_err();
/// assert_eq!(error.kind(), ValueErrorKind::Malformed);
/// assert_eq!(error.edm_type(), "Edm.Binary");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ValueError(Box<Details>);

#[derive(Clone, PartialEq, Eq)]
struct Details {
    kind: ValueErrorKind,
    edm_type: &'static str,
    text: String,
    reason: Cow<'static, str>,
}

/// The two ways in which a value can be wrong.
///
/// ```
/// use odata_entity::edm::{Duration, ValueErrorKind};
///
/// let kind = |text: &str| text.parse::<Duration>().unwrap_err().kind();
/// assert_eq!(kind("one day"), ValueErrorKind::Malformed);
/// assert_eq!(kind("P99999999999999D"), ValueErrorKind::OutOfRange);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ValueErrorKind {
    /// Not in the lexical form that the OData ABNF gives for the type.
    Malformed,
    /// In the right form, and a value that the Rust type or the Edm type cannot hold: an integer that is too large,
    /// a leap second, a fraction with digits that would be lost.
    OutOfRange,
}

impl ValueError {
    /// The error of a value of `edm_type` that reads `text`; for an [`EdmValue`](crate::EdmValue) of your own.
    /// `reason` describes what is wrong and how to fix it.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn new(
        kind: ValueErrorKind,
        edm_type: &'static str,
        text: &str,
        reason: impl Into<Cow<'static, str>>,
    ) -> Self {
        Fault {
            kind,
            reason: reason.into(),
        }
        .about(edm_type, text)
    }

    /// The message without the text.
    pub(crate) fn without_value(&self) -> String {
        let Details {
            kind,
            edm_type,
            reason,
            ..
        } = &*self.0;
        match kind {
            ValueErrorKind::Malformed => format!("malformed {edm_type}: {reason}"),
            ValueErrorKind::OutOfRange => format!("{edm_type} out of range: {reason}"),
        }
    }

    /// Whether the form is wrong or the value.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn kind(&self) -> ValueErrorKind {
        self.0.kind
    }

    /// The qualified name of the Edm type, for instance `Edm.Duration`.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn edm_type(&self) -> &'static str {
        self.0.edm_type
    }

    /// The offending text, cut to 48 characters and ended with `…` if it was longer. For `Edm.Binary`, whose content
    /// may be secret, only its length.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// What is wrong with it and how to fix it.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn reason(&self) -> &str {
        &self.0.reason
    }
}

impl ValueError {
    /// The same without the text, which is secret.
    pub(crate) fn hidden(mut self) -> Self {
        self.0.text = crate::text::HIDDEN.to_owned();
        self.0.reason =
            Cow::Borrowed("the property is secret, so neither its value nor what is wrong with it is shown");
        self
    }
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Details {
            kind,
            edm_type,
            text,
            reason,
        } = &*self.0;
        match kind {
            ValueErrorKind::Malformed => write!(f, "malformed {edm_type} {text:?}: {reason}"),
            ValueErrorKind::OutOfRange => write!(f, "{edm_type} out of range {text:?}: {reason}"),
        }
    }
}

impl fmt::Debug for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ValueError")
            .field("kind", &self.0.kind)
            .field("edm_type", &self.0.edm_type)
            .field("text", &self.0.text)
            .field("reason", &self.0.reason)
            .finish()
    }
}

impl Error for ValueError {}

/// A kind and a reason, before the type and the text they are about are known: what the lexers of parts return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    kind: ValueErrorKind,
    reason: Cow<'static, str>,
}

impl Fault {
    pub(super) fn malformed(reason: impl Into<Cow<'static, str>>) -> Self {
        Self {
            kind: ValueErrorKind::Malformed,
            reason: reason.into(),
        }
    }

    pub(super) fn out_of_range(reason: impl Into<Cow<'static, str>>) -> Self {
        Self {
            kind: ValueErrorKind::OutOfRange,
            reason: reason.into(),
        }
    }

    /// The error of a value of `edm_type` that reads `text`.
    #[cold]
    pub(super) fn about(self, edm_type: &'static str, text: &str) -> ValueError {
        let Self { kind, reason } = self;
        ValueError(Box::new(Details {
            kind,
            edm_type,
            text: shortened(text),
            reason,
        }))
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_type_the_text_and_the_mend() {
        let error = Fault::malformed("weeks are not allowed: write days").about("Edm.Duration", "P1W");
        assert_eq!(
            error.to_string(),
            r#"malformed Edm.Duration "P1W": weeks are not allowed: write days"#
        );
        assert_eq!(error.kind(), ValueErrorKind::Malformed);
        assert_eq!((error.edm_type(), error.text()), ("Edm.Duration", "P1W"));
        assert_eq!(error.reason(), "weeks are not allowed: write days");
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        let error = Fault::out_of_range("too long").about("Edm.String", &"ä".repeat(49));
        assert_eq!(error.text(), format!("{}…", "ä".repeat(48)));
        let error = Fault::out_of_range("too long").about("Edm.String", &"ä".repeat(48));
        assert_eq!(error.text(), "ä".repeat(48));
    }

    #[test]
    fn is_one_pointer_wide() {
        assert_eq!(size_of::<Result<(), ValueError>>(), size_of::<usize>());
    }
}
