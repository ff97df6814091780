//! Entity tags: from what was read to the request that changes it.

use super::Request;
use super::response::{FromResponse, Page, Written, decode, header};
use crate::entity::Entity;
use crate::error::Error;
use http::header::ETAG;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// An entity with the entity tag it came with, for structs that have no field for `@odata.etag`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tagged<E> {
    /// The entity.
    pub entity: E,
    /// `@odata.etag`, or the `ETag` header; opaque, quotes and `W/` included.
    pub etag: Option<String>,
}

/// What has an entity tag, for [`Request::if_match_of`].
///
/// Implemented for [`Tagged`] and [`Written`]; write it for an entity of yours that has a field for `@odata.etag`.
pub trait EntityTag {
    /// The entity tag as it came.
    fn entity_tag(&self) -> Option<&str>;
}

impl<E> EntityTag for Tagged<E> {
    fn entity_tag(&self) -> Option<&str> {
        self.etag.as_deref()
    }
}

impl<E: EntityTag> EntityTag for Written<E> {
    fn entity_tag(&self) -> Option<&str> {
        match self {
            Self::Entity(entity) => entity.entity_tag(),
            Self::NoContent { etag } => etag.as_deref(),
            Self::Accepted { .. } => None,
        }
    }
}

impl<E: Entity> Request<E> {
    /// Reads the entity's tag too.
    pub fn tagged(self) -> Request<Tagged<E>> {
        self.answered_by()
    }
}

impl<E: Entity> Request<Page<E>> {
    /// Reads the entities' tags too. Say it last: filters are typed by the entity.
    pub fn tagged(self) -> Request<Page<Tagged<E>>> {
        self.answered_by()
    }
}

impl<E: Entity> Request<Written<E>> {
    /// Reads the new entity tag too.
    pub fn tagged(self) -> Request<Written<Tagged<E>>> {
        self.answered_by()
    }
}

impl<R> Request<R> {
    /// `If-Match` with the entity tag of what was read. An error when the request is built if it has none: the request would
    /// go out without its condition.
    pub fn if_match_of(mut self, read: &impl EntityTag) -> Self {
        match read.entity_tag() {
            Some(etag) => self.if_match(etag),
            None => {
                self.parts.is_untagged = true;
                self
            }
        }
    }
}

impl<E> Request<Written<E>> {
    /// `If-None-Match: *`: only if there is no such entity yet, so that nothing is overwritten. For requests that create
    /// ([OData Protocol 4.01, 8.2.5](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_HeaderIfNoneMatch)).
    pub fn if_none_match_any(self) -> Self {
        self.header(http::header::IF_NONE_MATCH, "If-None-Match", "*")
    }

    /// `Prefer: create-if-missing`: a PATCH or PUT creates the entity that it does not find
    /// ([Microsoft Graph upsert](https://learn.microsoft.com/graph/api/application-upsert)).
    pub fn upsert(self) -> Self {
        self.prefer("create-if-missing")
    }
}

#[derive(Deserialize)]
struct TagOnly {
    #[serde(rename = "@odata.etag", alias = "@etag")]
    etag: Option<String>,
}

/// Read twice, from the text: buffering in between would change numbers.
impl<'de, E: DeserializeOwned> Deserialize<'de> for Tagged<E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Box::<RawValue>::deserialize(deserializer)?;
        let entity = serde_json::from_str(text.get()).map_err(D::Error::custom)?;
        let tag: TagOnly = serde_json::from_str(text.get()).map_err(D::Error::custom)?;
        Ok(Self {
            entity,
            etag: tag.etag,
        })
    }
}

impl<E: DeserializeOwned> FromResponse for Tagged<E> {
    fn from_response(response: http::Response<Vec<u8>>) -> Result<Self, Error> {
        let (parts, body) = response.into_parts();
        let tagged: Self = decode(parts.status, body)?;
        Ok(Self {
            etag: tagged.etag.or_else(|| header(&parts.headers, ETAG)),
            ..tagged
        })
    }
}
