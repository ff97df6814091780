//! Typed paths: an entity's and a collection's.

use super::result::entity_url;
use super::{Everything, Keys, PathError, PathPart, Template};
use crate::types::TypeTag;
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// The path of one entity, or of a singleton; made by the functions that the derive gives each type.
///
/// It holds the keys as they were given; one that no path can carry is an error when a request is built, and here.
///
/// The second parameter is what the service's metadata allows there; without a schema, everything.
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
/// let user = User::path("a/b");
/// let delete = user.delete().to_http("https://graph.microsoft.com/v1.0")?;
/// assert_eq!(delete.uri().path(), "/v1.0/users/a%2Fb");
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[must_use = "a path asks for nothing until a request is made of it"]
pub struct EntityPath<E, A = Everything>(Endpoint, PhantomData<fn() -> (E, A)>);

/// The path of a collection of entities.
///
/// The second parameter is what the service's metadata allows there; without a schema, everything.
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
/// let first = User::collection().list().top(1).to_http("https://graph.microsoft.com/v1.0")?;
/// assert_eq!(first.uri().path(), "/v1.0/users");
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[must_use = "a path asks for nothing until a request is made of it"]
pub struct CollectionPath<E, A = Everything>(Endpoint, PhantomData<fn() -> (E, A)>);

/// A filled template.
#[derive(Clone)]
pub(crate) struct Endpoint {
    pub(crate) path: Result<String, PathError>,
    /// The template as the user wrote it.
    pub(crate) template: &'static str,
    /// What was added to the path: segments without keys.
    pub(crate) rest: String,
    pub(crate) type_tag: Option<TypeTag>,
    /// The type that the path declares.
    pub(crate) declared: Option<&'static str>,
    pub(crate) ieee754: bool,
    /// Whether the metadata has that changes there need an entity tag.
    pub(crate) needs_etag: bool,
    /// Whether the path is an id that the service gave out: a URL, or from its host on, not below the base URL.
    pub(crate) is_id: bool,
}

/// The template of an id.
const ID_TEMPLATE: &str = "{@odata.id}";

/// The path of an entity that a body or a query names, or why it has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LinkTarget {
    /// Below the base URL.
    Path(String),
    /// An id that the service gave out.
    Id(String),
    Fault(PathError),
}

impl LinkTarget {
    /// Its absolute URL. An id is resolved, and leads where the service has it: nothing is sent there.
    pub(crate) fn url(&self, base_url: &str) -> Result<String, PathError> {
        match self {
            Self::Path(path) => Ok(entity_url(base_url, path)),
            Self::Id(id) => Ok(crate::url::join(&format!("{base_url}/"), id)),
            Self::Fault(error) => Err(error.clone()),
        }
    }
}

impl Endpoint {
    /// As what another request names.
    pub(crate) fn target(&self) -> LinkTarget {
        match &self.path {
            Ok(id) if self.is_id => LinkTarget::Id(id.clone()),
            Ok(path) => LinkTarget::Path(path.clone()),
            Err(error) => LinkTarget::Fault(error.clone()),
        }
    }

    #[inline]
    pub(crate) fn new<K: Keys>(text: &'static str, parts: &'static [PathPart], keys: &K) -> Self {
        Self {
            path: keys.fill(Template { text, parts }),
            template: text,
            rest: String::new(),
            type_tag: None,
            declared: None,
            ieee754: false,
            needs_etag: false,
            is_id: false,
        }
    }

    /// What the service calls by this id.
    pub(crate) fn of_id(id: String) -> Self {
        Self {
            path: Ok(id),
            template: ID_TEMPLATE,
            rest: String::new(),
            type_tag: None,
            declared: None,
            ieee754: false,
            needs_etag: false,
            is_id: true,
        }
    }

    #[inline]
    pub(crate) fn as_str(&self) -> Result<&str, PathError> {
        match &self.path {
            Ok(path) => Ok(path),
            Err(error) => Err(error.clone()),
        }
    }

    /// The template with what was added.
    pub(crate) fn full_template(&self) -> Cow<'static, str> {
        match self.rest.is_empty() {
            true => Cow::Borrowed(self.template),
            false => Cow::Owned(format!("{}{}", self.template, self.rest)),
        }
    }

    pub(crate) fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Ok(path) => f.write_str(path),
            Err(error) => write!(f, "{error}"),
        }
    }
}

/// What both kinds of path have.
macro_rules! endpoint {
    ($name:ident) => {
        impl<E, A> $name<E, A> {
            /// Fills a template.
            #[doc(hidden)]
            #[inline]
            pub fn new<K: Keys>(text: &'static str, parts: &'static [PathPart], keys: K) -> Self {
                Self(Endpoint::new(text, parts, &keys), PhantomData)
            }

            pub(crate) fn endpoint(&self) -> &Endpoint {
                &self.0
            }

            /// An endpoint as such a path.
            pub(crate) fn of(endpoint: Endpoint) -> Self {
                Self(endpoint, PhantomData)
            }

            /// The path of what the service calls by this id, or has this link to: `@odata.id`, a read or an edit link, as it came.
            /// A relative one is relative to the base URL.
            ///
            /// One that leads to another scheme, host or port is an error when a request is built, and so is one with a query or a
            /// fragment: a fragment names a part of a resource, which cannot be asked for by itself.
            pub fn from_id(id: impl Into<String>) -> Self {
                Self::of(Endpoint::of_id(id.into()))
            }

            /// Says which type the path declares, by a schema or by `declared = "…"`.
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

            /// The same path with every method: for a service that can do more than its metadata states.
            #[must_use = "this changes nothing: use what it returns"]
            pub fn unrestricted(self) -> $name<E> {
                $name(self.0, PhantomData)
            }

            /// Another type tag policy for the requests of this path than the type's own.
            pub fn type_tag(mut self, type_tag: TypeTag) -> Self {
                self.0.type_tag = Some(type_tag);
                self
            }

            /// `IEEE754Compatible=true`: 64-bit integers and decimals travel as strings, both ways, and counts too
            /// ([OData JSON 4.01, 3.2](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_ControllingtheRepresentationofNumber)).
            /// Read them with [`edm::int64`](crate::edm::int64) and [`edm::decimal`](crate::edm). Both `Accept` and the request's
            /// own `Content-Type` have the parameter, also where you set them: a service that reads JSON numbers as doubles
            /// would round what is not text. A `Content-Type` that has another value for it is an error when the request is
            /// built.
            pub fn ieee754_compatible(mut self) -> Self {
                self.0.ieee754 = true;
                self
            }
        }

        impl<E, A> Clone for $name<E, A> {
            fn clone(&self) -> Self {
                Self(self.0.clone(), PhantomData)
            }
        }

        impl<E, A> fmt::Debug for $name<E, A> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "("))?;
                self.0.fmt(f)?;
                f.write_str(")")
            }
        }

        /// The path, or what is wrong with it.
        impl<E, A> fmt::Display for $name<E, A> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

endpoint!(EntityPath);
endpoint!(CollectionPath);

impl<E, A> EntityPath<E, A> {
    /// As what another request names.
    pub(crate) fn target(&self) -> LinkTarget {
        self.0.target()
    }
}
