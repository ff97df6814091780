//! [`CreateBody`]: the body of a POST.

use super::{Structured, Whole, whole_body};
use crate::error::Error;
use serde::{Serialize, Serializer};
use std::fmt;

/// The body of the POST that creates an entity, as [`to_create`](crate::Entity) gives it.
///
/// It has the properties that are present, without read-only ones; immutable ones; the key only if the client chooses it
/// (`#[odata(key(client))]`); navigation properties only if marked `deep`.
pub struct CreateBody<'a, E>(&'a E);

impl<'a, E: Structured> CreateBody<'a, E> {
    /// The body that creates `entity`.
    pub fn new(entity: &'a E) -> Self {
        Self(entity)
    }

    /// The body as JSON, with the type's own tag policy.
    ///
    /// # Errors
    ///
    /// A value that has no form in OData, or the sentinel `unknownFutureValue`; each names its property.
    pub fn to_json(&self) -> Result<Vec<u8>, Error> {
        let (root, nested) = E::TYPE.policy(None, None);
        Ok(whole_body(self.0, Whole::Create, false)?.into_bytes(root, nested))
    }
}

impl<E: Structured> Serialize for CreateBody<'_, E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let json = self.to_json().map_err(serde::ser::Error::custom)?;
        crate::transcode::Json(&json).serialize(serializer)
    }
}

impl<E: Structured> fmt::Debug for CreateBody<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_json() {
            Ok(json) => write!(f, "CreateBody({})", String::from_utf8_lossy(&json)),
            Err(error) => write!(f, "CreateBody({error})"),
        }
    }
}
