//! [`AnyPath`]: the path of a call that no struct was written for.

use super::{CollectionPath, Endpoint, EntityPath, Key, PathError, PathPart};
use std::fmt;

/// The path of anything that a service has: an entity, a collection, a property, `$count`, `$ref`, an operation. Made by
/// [`path!`](crate::path!).
///
/// Its requests are like those of [`EntityPath`] and [`CollectionPath`], but for the answer, which the caller names: an
/// entity, [`Json`](crate::Json) of any type that serde reads, [`Single`](crate::Single), a [`Page`](crate::Page) of either,
/// a number (`/$count`), an `Option` of them, or `()`.
///
/// It holds the keys as they were given; one that no path can carry is an error when a request is built, and in
/// [`as_str`](Self::as_str).
///
/// ```
/// use odata_entity::{AnyPath, Json, path};
///
/// let inbox: AnyPath = path!("/users/{userId}/mailFolders/inbox", "a@example.com");
/// assert_eq!(inbox.as_str()?, "/users/a%40example.com/mailFolders/inbox");
/// let read = inbox.get::<Json<serde_json::Value>>();
/// let rename = inbox.patch::<()>(&serde_json::json!({"displayName": "Mail"}));
/// assert_eq!(rename.to_http("https://graph.microsoft.com/v1.0")?.method(), "PATCH");
/// # let _ = read;
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[must_use = "a path asks for nothing until a request is made of it"]
#[derive(Clone)]
pub struct AnyPath(Endpoint);

impl AnyPath {
    pub(crate) fn of(endpoint: Endpoint) -> Self {
        Self(endpoint)
    }

    pub(crate) fn into_endpoint(self) -> Endpoint {
        self.0
    }

    pub(crate) fn endpoint(&self) -> &Endpoint {
        &self.0
    }

    /// Fills a template.
    #[doc(hidden)]
    pub fn new(text: &'static str, parts: &'static [PathPart], keys: &[&dyn Key]) -> Self {
        Self(Endpoint::new(text, parts, &keys))
    }

    /// The path of what the service calls by this id, or has this link to, as of [`EntityPath::from_id`].
    pub fn from_id(id: impl Into<String>) -> Self {
        Self(Endpoint::of_id(id.into()))
    }

    /// Says which type the path declares, by a schema.
    #[doc(hidden)]
    pub fn declared(mut self, name: &'static str) -> Self {
        self.0.declared = Some(name);
        self
    }

    /// Marks that changes there need an entity tag, by a schema.
    #[doc(hidden)]
    pub fn etag_required(mut self) -> Self {
        self.0.needs_etag = true;
        self
    }

    /// The path, percent-encoded, from the first `/` on.
    ///
    /// # Errors
    ///
    /// The first key that cannot be where the template puts it.
    pub fn as_str(&self) -> Result<&str, PathError> {
        self.0.as_str()
    }

    /// The template that the path was made of.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn template(&self) -> &'static str {
        self.0.template
    }

    /// The same path as that of one entity, with all that such a path has: patches, binds, references, operations.
    pub fn entity<E>(self) -> EntityPath<E> {
        EntityPath::of(self.0)
    }

    /// The same path as that of a collection of entities, with all that such a path has: lists, create bodies, operations.
    pub fn collection<E>(self) -> CollectionPath<E> {
        CollectionPath::of(self.0)
    }
}

impl fmt::Debug for AnyPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AnyPath(")?;
        self.0.fmt(f)?;
        f.write_str(")")
    }
}

/// The path, or what is wrong with it.
impl fmt::Display for AnyPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
