//! What goes wrong with a delta.

use super::{Error, ServiceError};
use crate::text::one_line;
use http::StatusCode;
use std::borrow::Cow;
use std::fmt;

/// Why a delta cannot be followed, or an item of it not be applied to a local copy.
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
/// use odata_entity::{DeltaPage, Error};
/// use std::collections::HashMap;
///
/// let page = http::Response::new(br#"{"value":[{"mail":"a@example.com"}],"@odata.deltaLink":"https://host/users?t=1"}"#.to_vec());
/// let page: DeltaPage<User> = User::collection().delta().read(page)?;
/// let mut copy: HashMap<String, User> = HashMap::new();
/// for item in &page.value {
///     match item.apply_to(&mut copy) {
///         Err(Error::Delta(error)) => eprintln!("left out: {error}"),
///         applied => applied?,
///     }
/// }
/// assert!(copy.is_empty(), "the change has no key");
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeltaError(Cow<'static, str>);

impl DeltaError {
    pub(crate) fn without_key(ty: &str) -> Self {
        Self(Cow::Owned(format!(
            "a change of a `{ty}` has no key, so it is not known which entity it is of: select the key properties too"
        )))
    }

    pub(crate) fn relation(name: &str) -> Self {
        Self(Cow::Owned(format!(
            "a changed relationship `{}` is no change of an entity: match on `DeltaItem::Link` and `DeltaItem::DeletedLink` before you \
             apply the rest",
            one_line(name)
        )))
    }

    pub(crate) fn other(ty: &str, set: Option<&str>, tag: Option<&str>) -> Self {
        let what = match (tag, set) {
            (Some(tag), _) => format!("a change of a `{}`", one_line(tag.trim_start_matches('#'))),
            (None, Some(set)) => format!("a change in the set `{}`", one_line(set)),
            (None, None) => "a change of another set".to_owned(),
        };
        Self(Cow::Owned(format!(
            "{what} is none of a `{ty}`: match on `DeltaItem::Other` before you apply the rest"
        )))
    }

    pub(crate) fn key_of_other_type(ty: &str) -> Self {
        Self(Cow::Owned(format!(
            "the key of a change is no `{ty}`, which the local copy has keys of: use `String`"
        )))
    }

    pub(crate) fn not_tracked() -> Self {
        Self(Cow::Borrowed(
            "the service does not track changes here: its answer has no `Preference-Applied: odata.track-changes` and no delta link; \
             read the list (`list`), or its function `delta` if it has one",
        ))
    }

    pub(crate) fn endless(pages: u64) -> Self {
        Self(Cow::Owned(format!(
            "the round has no end after {pages} pages: raise `page_limit` if it can be so long, and go on at `position`"
        )))
    }
}

impl fmt::Display for DeltaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for DeltaError {}

impl From<DeltaError> for Error {
    fn from(error: DeltaError) -> Self {
        Self::Delta(error)
    }
}

/// The service no longer knows what a delta or next link means: 410, or another error with a code that means it
/// (`syncStateNotFound`, `resyncRequired`)
/// ([OData Protocol 4.01, 11.3](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_RequestingChanges),
/// [Microsoft Graph: synchronization reset](https://learn.microsoft.com/graph/delta-query-overview#synchronization-reset)).
///
/// The delta starts over, and its first round has everything that there is: read it into a new local copy, or remove from the
/// old one what does not come. `Request::restart` gives the request.
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
/// let request = User::collection().delta().from_link("https://graph.microsoft.com/v1.0/users/delta?$deltatoken=old");
/// let answer = http::Response::builder().status(410).body(br#"{"error":{"code":"syncStateNotFound"}}"#.to_vec())?;
/// if let Err(Error::Resync(resync)) = request.read(answer) {
///     assert_eq!(resync.code(), "syncStateNotFound");
///     // Everything comes again: read it into a new copy.
///     let again = User::collection().delta().restart(&resync).to_http("https://graph.microsoft.com/v1.0")?;
///     assert_eq!(again.uri().path(), "/v1.0/users/delta");
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct ResyncRequired {
    error: ServiceError,
    location: Option<String>,
}

/// Codes that mean it, whatever the status
/// ([driveItem: delta](https://learn.microsoft.com/graph/api/driveitem-delta)).
fn is_resync_code(code: &str) -> bool {
    let code = code.to_ascii_lowercase();
    code.starts_with("resync") || code == "syncstatenotfound" || code == "syncstateinvalid"
}

impl ResyncRequired {
    /// Of an error that is one.
    pub(crate) fn of(error: ServiceError, location: Option<String>) -> Result<Self, ServiceError> {
        let is_code = || is_resync_code(error.code()) || is_resync_code(error.deepest_code());
        match error.status() == StatusCode::GONE || (error.status().is_client_error() && is_code()) {
            true => Ok(Self { error, location }),
            false => Err(error),
        }
    }

    /// The code of the error, the most specific one: `resyncChangesApplyDifferences` (what is in the local copy and does not come
    /// again is gone), `resyncChangesUploadDifferences` (what does not come again may be new, and is kept), others; empty without
    /// one.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn code(&self) -> &str {
        match is_resync_code(self.error.code()) {
            true => self.error.code(),
            false => self.error.deepest_code(),
        }
    }

    /// Where the service wants the delta to start over (`Location`), resolved against the URL of the request. It is followed only
    /// by `Request::restart`, and only within the scheme, host and port of the client.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn location(&self) -> Option<&str> {
        self.location.as_deref()
    }

    /// What the service answered.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn error(&self) -> &ServiceError {
        &self.error
    }
}

impl fmt::Display for ResyncRequired {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the link to later changes is no longer good, so the delta starts over (`restart`): {}",
            self.error
        )
    }
}

/// The service's answer, and no URL.
impl fmt::Debug for ResyncRequired {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResyncRequired")
            .field("error", &self.error)
            .field("location", &self.location.as_ref().map(|_| format_args!("…")))
            .finish()
    }
}

impl std::error::Error for ResyncRequired {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.error.source()
    }
}
