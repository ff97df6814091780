//! [`Written`]: the answer to a request that writes.

use super::response::{FromResponse, decode, is_nothing};
use crate::error::Error;
use crate::link::{LinkBase, header, monitor_of, url_of};
use crate::reader::Readable;
use crate::types::TypeInfo;
use http::header::{ETAG, LOCATION};
use http::{HeaderName, StatusCode};
use std::fmt;

const ENTITY_ID: HeaderName = HeaderName::from_static("odata-entityid");

/// The answer to a request that writes. `Debug` does not show a monitor's URL, which can be all that is needed to read it.
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
/// # use odata_entity::Written;
/// let update = User::path("1").patch(&User::patch().mail(None));
/// match update.read(http::Response::new(br#"{"id":"1"}"#.to_vec()))? {
///     Written::Entity(user) => println!("now {user:?}"),
///     Written::NoContent { etag, .. } => println!("done, new entity tag {etag:?}"),
///     other => println!("not done yet: {other:?}"),
/// }
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub enum Written<E> {
    /// The entity as it is now (200, 201).
    Entity(E),
    /// Done, without an entity in the answer (204, or an empty body or `null`).
    NoContent {
        /// The id of the entity, a URL: the header `OData-EntityId`, else `Location`. A service that answers a create
        /// without a body sends it
        /// ([OData Protocol 4.01, 8.3.4](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_HeaderODataEntityId)).
        id: Option<String>,
        /// The new entity tag: the header `ETag`.
        etag: Option<String>,
    },
    /// Accepted and not done yet (202); with the URL to ask how far it is, if the service gave one.
    Accepted {
        /// The `Location` header.
        monitor: Option<String>,
    },
}

impl<E: fmt::Debug> fmt::Debug for Written<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entity(entity) => f.debug_tuple("Entity").field(entity).finish(),
            Self::NoContent { id, etag } => f
                .debug_struct("NoContent")
                .field("id", id)
                .field("etag", etag)
                .finish(),
            Self::Accepted { monitor } => {
                let monitor = monitor.as_ref().map(|_| format_args!("…"));
                f.debug_struct("Accepted").field("monitor", &monitor).finish()
            }
        }
    }
}

impl<E> Written<E> {
    /// The entity, if the service answered with it.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn entity(&self) -> Option<&E> {
        match self {
            Self::Entity(entity) => Some(entity),
            _ => None,
        }
    }

    /// The entity, if the service answered with it.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn into_entity(self) -> Option<E> {
        match self {
            Self::Entity(entity) => Some(entity),
            _ => None,
        }
    }

    /// The id of the entity, a URL, if the service answered with it in place of the entity.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::NoContent { id, .. } => id.as_deref(),
            _ => None,
        }
    }

    /// The URL to ask how far the work is, if the service accepted it and gave one.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn monitor(&self) -> Option<&str> {
        match self {
            Self::Accepted { monitor } => monitor.as_deref(),
            _ => None,
        }
    }
}

#[diagnostic::do_not_recommend]
impl<E: FromResponse + Readable> FromResponse for Written<E> {
    const OF: Option<&'static TypeInfo> = E::OF;

    fn from_response(response: http::Response<Vec<u8>>) -> Result<Self, Error> {
        let (parts, body) = response.into_parts();
        if parts.status == StatusCode::ACCEPTED {
            let monitor = monitor_of(&parts.headers, &parts.extensions);
            return Ok(Self::Accepted { monitor });
        }
        if parts.status == StatusCode::NO_CONTENT || is_nothing(&body) {
            let url = |name| url_of(&parts.headers, &parts.extensions, name);
            return Ok(Self::NoContent {
                id: url(ENTITY_ID).or_else(|| url(LOCATION)),
                etag: header(&parts.headers, ETAG),
            });
        }
        let mut entity: E = decode(&parts, body)?;
        entity.resolve_links(&LinkBase::noted(&parts.extensions));
        Ok(Self::Entity(entity))
    }
}
