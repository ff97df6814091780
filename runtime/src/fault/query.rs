//! [`QueryError`]: why a query option cannot be written.

use super::TextError;
use crate::edm::ValueError;
use std::fmt;

/// Why a query option cannot be written. It is kept in the request and given when that is built
/// ([`Error::Query`](crate::Error::Query); a value is [`Error::Value`](crate::Error::Value)).
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
/// use odata_entity::{Error, QueryError};
///
/// let wanted: Vec<String> = Vec::new();
/// let list = User::collection().list().filter(User::MAIL.is_in(wanted));
/// match list.to_http("https://graph.microsoft.com/v1.0") {
///     // Nobody is wanted, so there is nothing to ask for.
///     Err(Error::Query { error: QueryError::EmptyList { property }, .. }) => assert_eq!(property, "mail"),
///     other => panic!("sent: {other:?}"),
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum QueryError {
    /// A value that has no form in OData.
    Value(ValueError),
    /// A property is compared with an empty list (`is_in`). OData 4.01 has `in ()`, which few services accept, and 4.0 has
    /// no form for it at all.
    EmptyList {
        /// The property's name.
        property: String,
    },
    /// An invalid property name, or text whose quotes or parentheses do not close.
    Text(TextError),
}

impl QueryError {
    pub(crate) fn text(what: &'static str, text: &str, reason: &'static str) -> Self {
        Self::Text(TextError::new(what, text, reason))
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(error) => error.fmt(f),
            Self::EmptyList { property } => write!(
                f,
                "`{property}` is compared with an empty list (`is_in`), for which services share no form: no entity fits, so \
                 do not send the request, or leave the comparison out"
            ),
            Self::Text(error) => error.fmt(f),
        }
    }
}

/// `Display` has the text of the error inside.
impl std::error::Error for QueryError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Value(error) => error.source(),
            Self::EmptyList { .. } => None,
            Self::Text(error) => error.source(),
        }
    }
}

impl From<ValueError> for QueryError {
    fn from(error: ValueError) -> Self {
        Self::Value(error)
    }
}
