//! Entity references: which entities a navigation property leads to.

use super::response::{FromResponse, content, decode};
use super::result::known_in_its_batch;
use super::{Body, Request};
use crate::error::Error;
use crate::fault::TextError;
use crate::json::JsonWriter;
use crate::link::LinkBase;
use crate::path::{LinkTarget, result};
use crate::reader::{JsonReader, ReadError, Readable};
use crate::structure::read::plain;
use http::{Method, Response};
use std::fmt;

/// A reference to an entity, by its id
/// ([OData JSON 4.01, 14](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_EntityReference)).
///
/// ```
/// use odata_entity::Entity;
///
/// #[derive(Debug, Clone, Entity)]
/// #[odata(type = "microsoft.graph.group", path = "/groups/{groupId}")]
/// struct Group {
///     #[odata(key)]
///     id: String,
///     #[odata(navigation)]
///     members: Option<Vec<User>>,
/// }
/// # #[derive(Debug, Clone, Entity)]
/// # #[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
/// # struct User { #[odata(key)] id: String }
///
/// let request = Group::path("g").to(Group::MEMBERS).refs();
/// let answer = br#"{"value":[{"@odata.id":"https://graph.microsoft.com/v2/t/directoryObjects/u1/Microsoft.DirectoryServices.User"}]}"#;
/// let members = request.read(http::Response::new(answer.to_vec()))?.value;
/// assert!(members[0].id.contains("/directoryObjects/u1/"));
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reference {
    /// `@odata.id`: the entity's id, a URL. On Microsoft Graph it is one to take the key of, not one to follow.
    pub id: String,
}

/// No URL: it has keys.
impl fmt::Debug for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reference(…)")
    }
}

#[diagnostic::do_not_recommend]
impl Readable for Reference {
    type Leads = Self;

    fn read(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        let mut id = None;
        from.object(&mut |name, from| {
            match plain(name).as_ref() {
                "@id" => id = Some(from.text()?.into_owned()),
                _ => from.skip()?,
            }
            Ok(())
        })?;
        id.map(|id| Self { id })
            .ok_or_else(|| from.fail("missing field `@odata.id`").within("@odata.id"))
    }
}

#[diagnostic::do_not_recommend]
impl FromResponse for Reference {
    fn from_response(response: Response<Vec<u8>>) -> Result<Self, Error> {
        let (parts, body) = content(response, "the navigation property leads nowhere")?;
        let mut reference: Self = decode(&parts, body)?;
        reference.resolve_links(&LinkBase::noted(&parts.extensions));
        Ok(reference)
    }

    fn resolve_links(&mut self, base: &LinkBase) {
        self.id = base.resolve(&self.id);
    }
}

impl<R> Request<R> {
    /// With the entity at this path as what a relationship is changed to; of a `DELETE`, from.
    pub(crate) fn with_reference(mut self, link: LinkTarget) -> Self {
        if self.parts.method != Method::DELETE {
            self.parts.body = Some(JsonWriter::new().finish().map(|json| Body {
                json,
                is_empty: false,
                binds: Vec::new(),
            }));
        }
        self.parts.reference = Some(link);
        self
    }

    /// Not to be built: the target's path has no key.
    pub(crate) fn without_key(mut self, template: &str) -> Self {
        let reason = "has no key at its end: give the path that ends in the entity's key, or remove it by its id \
                      (`remove_ref_by_id`)";
        self.parts.bad_segment = Some(TextError::new("the path", template, reason));
        self
    }

    /// The body that names the entity by its absolute URL.
    pub(super) fn reference_body(&self, base_url: &str) -> Result<Option<Vec<u8>>, Error> {
        let Some(url) = self.reference_url(base_url)? else {
            return Ok(None);
        };
        let mut out = JsonWriter::new();
        out.raw("{\"@odata.id\":");
        out.string(&url);
        out.raw("}");
        Ok(Some(std::mem::take(out.buffer())))
    }

    /// The absolute URL of the entity.
    pub(super) fn reference_url(&self, base_url: &str) -> Result<Option<String>, Error> {
        let Some(target) = &self.parts.reference else {
            return Ok(None);
        };
        known_in_its_batch(target)?;
        Ok(Some(target.url(base_url)?))
    }

    /// The same in `$id`, where no reference to a result of a batch is defined.
    pub(super) fn reference_id(&self, base_url: &str) -> Result<Option<String>, Error> {
        if let Some(LinkTarget::Path(path)) = &self.parts.reference
            && result(path).is_some()
        {
            return Err(Error::Batch(
                "`$id` does not take the result of another request: take the entity's key from that result, and send this then",
            ));
        }
        self.reference_url(base_url)
    }
}
