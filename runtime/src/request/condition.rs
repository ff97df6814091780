//! Entity tags of writes: where one is needed, and where `If-Match: *` goes out by itself
//! ([OData Protocol 4.01, 8.2.4](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_HeaderIfMatch)).

use super::Request;
use crate::error::Error;
use crate::profile::{EntityTags, Profile, Upsert};
use crate::types::TypeInfo;
use http::header::{IF_MATCH, IF_NONE_MATCH};
use http::{HeaderMap, HeaderValue, Method};

const CREATE_IF_MISSING: &str = "create-if-missing";

impl<R> Request<R> {
    /// As the call of an action that is bound to an entity of that type.
    pub(crate) fn acting_on(mut self, ty: &TypeInfo) -> Self {
        if self.parts.method == Method::POST {
            self.parts.acts_on_entity = Some(ty.etag().unwrap_or(self.parts.needs_etag));
        }
        self
    }

    /// Adds the condition that the service wants with every update.
    ///
    /// Of a write without a condition, where one is needed, it is an error. An upsert has none: what is not there has no tag.
    pub(super) fn condition<'p>(
        &self,
        headers: &mut HeaderMap,
        profile: impl FnOnce() -> &'p Profile,
    ) -> Result<(), Error> {
        let is_conditional = headers.contains_key(IF_MATCH) || headers.contains_key(IF_NONE_MATCH);
        if is_conditional
            || self.parts.is_upsert
            || self.parts.is_unconditional
            || !(self.changes_entity() || self.acts())
        {
            return Ok(());
        }
        let profile = profile();
        if profile.guards_updates && self.parts.method == Method::PATCH {
            headers.insert(IF_MATCH, HeaderValue::from_static("*"));
            return Ok(());
        }
        let parts = &*self.parts;
        let is_needed = match parts.acts_on_entity {
            Some(needs_etag) => needs_etag || profile.entity_tags == EntityTags::ChangesAndActions,
            None => parts.ty.etag().unwrap_or(parts.needs_etag) || profile.entity_tags != EntityTags::ByType,
        };
        match is_needed {
            true => Err(Error::EntityTagRequired {
                method: parts.method.clone(),
                template: parts.template.to_string(),
            }),
            false => Ok(()),
        }
    }

    /// The preference of an upsert, where the service wants one.
    pub(super) fn upsert_preference<'p>(
        &self,
        profile: impl FnOnce() -> &'p Profile,
    ) -> Option<&'static str> {
        (self.parts.is_upsert && profile().upsert == Upsert::CreateIfMissing).then_some(CREATE_IF_MISSING)
    }

    /// Whether it changes or deletes an entity. References are not of the entity, and have no tag.
    fn changes_entity(&self) -> bool {
        let is_change = matches!(self.parts.method, Method::PATCH | Method::PUT | Method::DELETE);
        is_change && self.parts.reference.is_none() && !self.parts.template.ends_with("/$ref")
    }

    fn acts(&self) -> bool {
        self.parts.acts_on_entity.is_some()
    }
}
