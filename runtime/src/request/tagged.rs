//! Entity tags: from what was read to the request that changes it.

use super::Request;
use super::response::{FromResponse, Page, Written, decode, header};
use crate::entity::Entity;
use crate::error::Error;
use http::header::ETAG;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::value::RawValue;
use std::borrow::Cow;

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
/// [`Tagged`] and [`Written`] have one, and so has an entity with a field for it:
///
/// ```
/// use odata_entity::Entity;
///
/// #[derive(serde::Deserialize, Entity)]
/// #[odata(type = "microsoft.graph.device", path = "/devices/{deviceId}")]
/// struct Device {
///     #[serde(rename = "@odata.etag")]
///     etag: Option<String>,
///     name: Option<String>,
/// }
///
/// let read: Device = serde_json::from_str(r#"{"@odata.etag":"W/\"1\"","name":"a"}"#)?;
/// let request = Device::path("d").patch(&Device::patch().name("b")).if_match_of(&read);
/// assert_eq!(request.to_http("https://graph.example/v1.0")?.headers()["if-match"], "W/\"1\"");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no entity tag",
    label = "no entity tag",
    note = "give the entity a field `#[serde(rename = \"@odata.etag\")] etag: Option<String>`, or read it with `tagged()`"
)]
pub trait EntityTag {
    /// The entity tag as it came.
    fn entity_tag(&self) -> Option<&str>;
}

/// What the field for an entity tag can be.
#[diagnostic::on_unimplemented(
    message = "an entity tag is text, and `{Self}` is not",
    label = "not text",
    note = "write the field for `@odata.etag` as `Option<String>`"
)]
pub trait TagText {
    /// The text, if there is one.
    fn text(&self) -> Option<&str>;
}

impl TagText for String {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl TagText for Cow<'_, str> {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl TagText for Value {
    fn text(&self) -> Option<&str> {
        self.as_str()
    }
}

impl<T: TagText> TagText for Option<T> {
    fn text(&self) -> Option<&str> {
        self.as_ref()?.text()
    }
}

/// The entity tag in a field: what generated code calls.
pub fn tag_text<T: TagText>(field: &T) -> Option<&str> {
    field.text()
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
            // An empty one is none (RFC 9110, 8.8.3): the header would ask for nothing.
            Some(etag) if !etag.is_empty() => self.if_match(etag),
            _ => {
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
