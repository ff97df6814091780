//! Entity tags and links: from what was read to the request that changes it.

use super::response::{ABSENT_ENTITY, FromResponse, content, decode};
use super::{Page, Request, Written};
use crate::error::Error;
use crate::link::{LinkBase, header};
use crate::reader::{JsonReader, ReadError, Readable};
use crate::structure::read::plain;
use crate::types::Entity;
use http::header::ETAG;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;

/// An entity with the entity tag and the links it came with, for structs that have no fields for them.
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
/// let answer = http::Response::new(br#"{"@odata.etag":"W/\"7\"","id":"1"}"#.to_vec());
/// let read = User::path("1").get().tagged().read(answer)?;
/// assert_eq!(read.etag.as_deref(), Some("W/\"7\""));
///
/// // Changes the user only if nobody else did.
/// let update = User::path("1").patch(&User::patch().mail("a@example.com")).if_match_of(&read);
/// assert_eq!(update.to_http("https://graph.microsoft.com/v1.0")?.headers()["if-match"], "W/\"7\"");
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tagged<E> {
    /// The entity.
    pub entity: E,
    /// `@odata.etag`, or the `ETag` header; opaque, quotes and `W/` included.
    pub etag: Option<String>,
    /// Where the entity is, by the service's word.
    pub links: Links,
    /// `@odata.context` of this very entity.
    context: Option<String>,
}

/// The entity's own `Debug`, its tag, and no URL.
impl<E: fmt::Debug> fmt::Debug for Tagged<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tagged")
            .field("entity", &self.entity)
            .field("etag", &self.etag)
            .field("links", &self.links)
            .finish_non_exhaustive()
    }
}

/// The id and the links of an entity, as far as it came with them
/// ([OData JSON 4.01, 4.5.8 to 4.5.10](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html)).
///
/// Relative ones were resolved, against the context URL of the entity or of what is around it ([`LinkBase`]). They go into
/// [`Request::from_link`].
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
/// let answer = http::Response::new(br#"{"@odata.editLink":"https://example.com/users/1","id":"1"}"#.to_vec());
/// let read = User::path("1").get().tagged().read(answer)?;
/// assert_eq!(read.links.to_edit(), Some("https://example.com/users/1"));
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Links {
    /// `@odata.id`: the id of the entity, a URL that need not lead anywhere.
    pub id: Option<String>,
    /// `@odata.readLink`: where to read it.
    pub read: Option<String>,
    /// `@odata.editLink`: where to change and delete it.
    pub edit: Option<String>,
}

impl Links {
    /// Where to change and delete the entity: the edit link, which is the id where there is none.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn to_edit(&self) -> Option<&str> {
        self.edit.as_deref().or(self.id.as_deref())
    }

    /// Where to read the entity: the read link, which is the edit link where there is none.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn to_read(&self) -> Option<&str> {
        self.read.as_deref().or(self.to_edit())
    }

    fn each(&mut self) -> [&mut Option<String>; 3] {
        [&mut self.id, &mut self.read, &mut self.edit]
    }
}

/// Which links there are, and not where they lead: URLs have keys.
impl std::fmt::Debug for Links {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown = |link: &Option<String>| link.as_ref().map(|_| format_args!("…"));
        f.debug_struct("Links")
            .field("id", &shown(&self.id))
            .field("read", &shown(&self.read))
            .field("edit", &shown(&self.edit))
            .finish()
    }
}

/// What has an entity tag, for [`Request::if_match_of`].
///
/// [`Tagged`] and [`Written`] have one, and so has an entity with a field for it:
///
/// ```
/// use odata_entity::Entity;
///
/// #[derive(Entity)]
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
///
/// You never name it: write the field as `Option<String>`.
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

impl<E> EntityTag for Tagged<E> {
    fn entity_tag(&self) -> Option<&str> {
        self.etag.as_deref()
    }
}

impl<E: EntityTag> EntityTag for Written<E> {
    fn entity_tag(&self) -> Option<&str> {
        match self {
            Self::Entity(entity) => entity.entity_tag(),
            Self::NoContent { etag, .. } => etag.as_deref(),
            Self::Accepted { .. } => None,
        }
    }
}

impl<E: Entity> Request<E> {
    /// Reads the entity's tag and links too.
    pub fn tagged(self) -> Request<Tagged<E>> {
        self.answered_by()
    }
}

impl<E: Entity> Request<Page<E>> {
    /// Reads the entities' tags and links too. Say it last: filters are typed by the entity.
    pub fn tagged(self) -> Request<Page<Tagged<E>>> {
        self.answered_by()
    }
}

impl<E: Entity> Request<Written<E>> {
    /// Reads the new entity tag and the entity's links too.
    pub fn tagged(self) -> Request<Written<Tagged<E>>> {
        self.answered_by()
    }
}

impl<R> Request<R> {
    /// `If-Match` with the entity tag of what was read. An error when the request is built if it has none: the request would
    /// go out without its condition.
    #[doc(alias("@odata.etag", "If-Match"))]
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
    #[doc(alias("If-None-Match", "create only"))]
    pub fn if_none_match_any(self) -> Self {
        self.header(http::header::IF_NONE_MATCH, "If-None-Match", "*")
    }

    /// A PATCH or PUT that creates the entity that it does not find, in the way that the service has for it
    /// ([`Profile::upsert`](crate::Profile::upsert)): with `Prefer: create-if-missing` on Microsoft Graph, without `If-Match` on
    /// Dataverse. It needs no entity tag.
    ///
    /// With [`if_none_match_any`](Self::if_none_match_any) it creates and changes nothing that is there; with `If-Match` of
    /// yours it changes and creates nothing, as OData has it (Protocol 4.01, 8.2.4). That an entity was created
    /// is shown by status 201; 204 is for both ([`Client::exchange`](crate::Client::exchange) gives the status).
    #[doc(alias("create or update", "createOrUpdate"))]
    pub fn upsert(mut self) -> Self {
        self.parts.is_upsert = true;
        self
    }
}

/// Read twice: the entity, then its control information, by either name of each (OData JSON 4.01, 4.5).
#[diagnostic::do_not_recommend]
impl<E: Readable> Readable for Tagged<E> {
    type Leads = E::Leads;

    fn read(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        let before = from.mark();
        let mut out = Self {
            entity: E::read(from)?,
            etag: None,
            links: Links::default(),
            context: None,
        };
        from.back_to(before);
        from.object(&mut |name, from| {
            let to = match plain(name).as_ref() {
                "@etag" => &mut out.etag,
                "@context" => &mut out.context,
                "@id" => &mut out.links.id,
                "@readLink" => &mut out.links.read,
                "@editLink" => &mut out.links.edit,
                _ => return from.skip(),
            };
            *to = match from.null() {
                true => None,
                false => Some(from.text()?.into_owned()).filter(|text| !text.trim().is_empty()),
            };
            Ok(())
        })?;
        Ok(out)
    }
}

/// From any self-describing format, as entities are.
impl<'de, E: Readable> Deserialize<'de> for Tagged<E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::reader::deserialize(deserializer)
    }
}

impl<E: Readable> FromResponse for Tagged<E> {
    fn from_response(response: http::Response<Vec<u8>>) -> Result<Self, Error> {
        let (parts, body) = content(response, ABSENT_ENTITY)?;
        let mut tagged: Self = decode(&parts, body)?;
        tagged.resolve_links(&LinkBase::noted(&parts.extensions));
        if tagged.etag.is_none() {
            tagged.etag = header(&parts.headers, ETAG);
        }
        Ok(tagged)
    }

    fn resolve_links(&mut self, base: &LinkBase) {
        let base = base.within(self.context.as_deref());
        for link in self.links.each().into_iter().flatten() {
            *link = base.resolve(link);
        }
    }
}
