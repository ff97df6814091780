//! [`Removed`]: an entity that is gone.

use std::fmt;

/// An entity that is gone from the collection.
///
/// It is written as `@removed` ([OData JSON 4.01, 15.3](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_DeletedEntity)),
/// in OData 4.0 as an object whose context URL ends in `/$deletedEntity`, and in drives and lists of Microsoft Graph as an item
/// with a facet `deleted`.
///
/// ```
/// use odata_entity::Entity;
/// use odata_entity::delta::{DeltaItem, DeltaPage};
///
/// #[derive(Entity)]
/// #[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
/// struct User {
///     #[odata(key)]
///     id: String,
/// }
///
/// let page: DeltaPage<User> =
///     serde_json::from_str(r#"{"value":[{"id":"b","@removed":{"reason":"changed"}}],"@odata.deltaLink":"https://x"}"#)?;
/// let DeltaItem::Removed(removed) = &page.value[0] else { panic!("not removed") };
/// assert_eq!(removed.key(), Some("b"));
/// // Moved to the deleted items, from which it can come back.
/// assert!(!removed.is_deleted());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Removed {
    /// The entity's id, as it came: `@id` or, in OData 4.0, `id`, a URL on most services; else the value of its key property.
    pub id: String,
    /// Why it is gone, as it came. `deleted`: it does not exist any more; `changed`: it is no longer in the collection that was
    /// asked for, as it has other values, or, on Microsoft Graph, as it was moved to the deleted items, from which it can come
    /// back.
    pub reason: Option<String>,
    key: Option<Box<str>>,
    raw: Box<str>,
}

impl Removed {
    pub(super) fn new(id: String, reason: Option<String>, key: Option<Box<str>>, raw: Box<str>) -> Self {
        Self { id, reason, key, raw }
    }

    /// The entity's key: of the id, where that is a URL, the value at its end. `None` where the id has none.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// Whether the entity does not exist any more. Of entities under `members@delta` it means that they are no longer members.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_deleted(&self) -> bool {
        self.reason.as_deref() == Some("deleted")
    }

    /// The item as JSON: some services send further properties with it.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn json(&self) -> &str {
        &self.raw
    }
}

/// Its id and the reason, and no other property.
impl fmt::Debug for Removed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Removed")
            .field("id", &self.id)
            .field("reason", &self.reason)
            .finish_non_exhaustive()
    }
}
