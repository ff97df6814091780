//! Text that cannot be the part of a URL or header that it was given for.

use std::fmt;

/// How many characters of the text a message shows.
const SHOWN: usize = 100;

/// Text that cannot be the part of a URL or header that it was given for. It was not sent.
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
///
/// use odata_entity::Error;
///
/// let request = User::path("1").get().version("/beta/");
/// match request.to_http("https://graph.microsoft.com/v1.0") {
///     Err(Error::Text(error)) => assert_eq!((error.what(), error.text()), ("the API version", "/beta/")),
///     other => panic!("sent: {other:?}"),
/// }
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct TextError(Box<Details>);

#[derive(Clone, PartialEq, Eq)]
struct Details {
    what: &'static str,
    text: String,
    reason: &'static str,
}

impl TextError {
    /// `what` begins the message, `reason` ends it: `the API version "/beta/" is not one path segment`.
    pub(crate) fn new(what: &'static str, text: &str, reason: &'static str) -> Self {
        Self(Box::new(Details {
            what,
            text: text.to_owned(),
            reason,
        }))
    }

    /// What the text was to be: `the API version`.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn what(&self) -> &str {
        self.0.what
    }

    /// The text as it was given.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn text(&self) -> &str {
        &self.0.text
    }
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Details { what, text, reason } = &*self.0;
        let shown: String = text.chars().take(SHOWN).collect();
        let cut = if shown.len() < text.len() { "…" } else { "" };
        // Escaped, so that a line break or a control character in it is seen.
        write!(f, "{what} {shown:?}{cut} {reason}")
    }
}

impl fmt::Debug for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TextError")
            .field("what", &self.0.what)
            .field("text", &self.0.text)
            .finish_non_exhaustive()
    }
}

impl std::error::Error for TextError {}
