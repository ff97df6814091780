//! [`DeltaItem`]: one change.

use super::changed::Changed;
use super::removed::Removed;
use super::scan::{Scanned, What, scan};
use super::set::set_of;
use crate::error::{DecodeError, Error};
use crate::reader::{JsonReader, Place};
use crate::types::Entity;
use http::StatusCode;
use std::fmt;

/// One item of a delta: what became of an entity, or of a relationship between two.
///
/// Of several items of one entity the last one counts
/// ([OData JSON 4.01, 15](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_DeltaPayload)):
/// [`apply_to`](Self::apply_to) in their order does that.
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
/// let page: DeltaPage<User> = serde_json::from_str(
///     r#"{"value":[{"id":"a"},{"id":"b","@removed":{"reason":"deleted"}}],"@odata.deltaLink":"https://x"}"#,
/// )?;
/// let gone: Vec<_> = page.value.iter().filter(|item| matches!(item, DeltaItem::Removed(_))).collect();
/// assert_eq!(gone[0].key(), Some("b"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[non_exhaustive]
pub enum DeltaItem<E> {
    /// The entity is new, or has changed: the properties that are there have these values now.
    Changed(Changed<E>),
    /// The entity is gone from the collection; [`Removed::reason`] has why.
    Removed(Removed),
    /// A relationship is new (`$link`, OData 4.0).
    Link(Relation),
    /// A relationship is gone (`$deletedLink`).
    DeletedLink(Relation),
    /// What is of another entity set, by its context URL, or of another type, by its type tag. It is never a change of an `E`.
    Other(OtherItem),
}

/// A relationship between two entities
/// ([OData JSON 4.01, 15.4](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_AddedLink)).
///
/// ```
/// use odata_entity::Entity;
/// use odata_entity::delta::{DeltaItem, DeltaPage};
///
/// #[derive(Entity)]
/// #[odata(type = "shop.customer", path = "/Customers/{id}")]
/// struct Customer {
///     #[odata(key)]
///     id: String,
/// }
///
/// let page: DeltaPage<Customer> = serde_json::from_str(
///     r##"{"@odata.context":"https://x/v1/$metadata#Customers/$delta","value":[{"@odata.context":"#Customers/$deletedLink",
///         "source":"Customers('A')","relationship":"Orders","target":"Orders(7)"}],"@odata.deltaLink":"https://x/v1/d"}"##,
/// )?;
/// let DeltaItem::DeletedLink(gone) = &page.value[0] else { panic!("not a link that is gone") };
/// assert_eq!((gone.relationship.as_str(), gone.target.as_deref()), ("Orders", Some("Orders(7)")));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Relation {
    /// The id of the entity that has the navigation property, as it came.
    pub source: String,
    /// The navigation property.
    pub relationship: String,
    /// The id of the entity that it leads to, as it came; of a link that is gone it may be missing: then all are.
    pub target: Option<String>,
}

/// No ids: they have keys.
impl fmt::Debug for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Relation")
            .field("relationship", &self.relationship)
            .finish_non_exhaustive()
    }
}

/// An item of another entity set, or of another type.
///
/// ```
/// use odata_entity::Entity;
/// use odata_entity::delta::{DeltaItem, DeltaPage};
///
/// #[derive(Entity)]
/// #[odata(type = "shop.customer", path = "/Customers/{id}")]
/// struct Customer {
///     #[odata(key)]
///     id: String,
/// }
///
/// #[derive(Entity)]
/// #[odata(type = "shop.order", path = "/Orders/{id}")]
/// struct Order {
///     #[odata(key)]
///     id: String,
/// }
///
/// let page: DeltaPage<Customer> = serde_json::from_str(
///     r##"{"@odata.context":"https://x/v1/$metadata#Customers/$delta","value":[
///         {"@odata.context":"#Orders/$entity","id":"7"}],"@odata.deltaLink":"https://x/v1/d"}"##,
/// )?;
/// let DeltaItem::Other(other) = &page.value[0] else { panic!("not of another set") };
/// assert_eq!(other.set().as_deref(), Some("Orders"));
/// assert_eq!(other.read::<Order>()?.key(), Some("7"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct OtherItem(Box<Scanned>);

impl OtherItem {
    /// The entity set, by the item's context URL: `Orders`.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn set(&self) -> Option<String> {
        set_of(self.0.context.as_deref())
    }

    /// The type, by the item's type tag, as it came.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn type_tag(&self) -> Option<&str> {
        self.0.other_type.as_deref()
    }

    /// The context URL, as it came.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn context(&self) -> Option<&str> {
        self.0.context.as_deref()
    }

    /// The item as JSON.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn json(&self) -> &str {
        &self.0.raw
    }

    /// The item as one of entities `T`, whatever set it is of.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] for a removed entity of which the key of `T` is not known.
    pub fn read<T: Entity>(&self) -> Result<DeltaItem<T>, Error> {
        let read = scan(
            &mut JsonReader::new(&self.0.raw),
            T::TYPE,
            Place::Unknown,
            self.0.index,
        );
        let mut scanned = read.map_err(|error| decode(&self.0.raw, error.located(self.0.raw.as_bytes())))?;
        let context = scanned.context.take();
        let item = DeltaItem::of(scanned, None, None);
        Ok(match item {
            DeltaItem::Changed(changed) => DeltaItem::Changed(changed.with_context(context)),
            other => other,
        })
    }
}

impl fmt::Debug for OtherItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OtherItem")
            .field("set", &self.set())
            .field("type_tag", &self.type_tag())
            .finish_non_exhaustive()
    }
}

impl<E: Entity> DeltaItem<E> {
    /// What an item is, on a page with this context URL.
    pub(super) fn of(scanned: Scanned, page: Option<&str>, declared: Option<&'static str>) -> Self {
        let is_relation = matches!(scanned.what, What::Relation { .. });
        if !is_relation && scanned.is_foreign(E::TYPE, page) {
            return Self::Other(OtherItem(Box::new(scanned)));
        }
        match scanned.what {
            What::Entity { key } => Self::Changed(Changed::new(
                scanned.raw,
                key,
                scanned.context,
                declared,
                scanned.index,
            )),
            What::Removed { id, key, reason } => Self::Removed(Removed::new(id, reason, key, scanned.raw)),
            What::Relation {
                is_new,
                source,
                relationship,
                target,
            } => {
                let relation = Relation {
                    source,
                    relationship,
                    target,
                };
                match is_new {
                    true => Self::Link(relation),
                    false => Self::DeletedLink(relation),
                }
            }
        }
    }
}

impl<E> DeltaItem<E> {
    /// The key of the entity that it is of: the value of its key property as text, of a key of several parts
    /// `order=1,name=x` with percent-encoded values. `None` for relationships, for what is of another set, and where the
    /// item has no key.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn key(&self) -> Option<&str> {
        match self {
            Self::Changed(changed) => changed.key(),
            Self::Removed(removed) => removed.key(),
            Self::Link(_) | Self::DeletedLink(_) | Self::Other(_) => None,
        }
    }
}

impl<E> Clone for DeltaItem<E> {
    fn clone(&self) -> Self {
        match self {
            Self::Changed(changed) => Self::Changed(changed.clone()),
            Self::Removed(removed) => Self::Removed(removed.clone()),
            Self::Link(relation) => Self::Link(relation.clone()),
            Self::DeletedLink(relation) => Self::DeletedLink(relation.clone()),
            Self::Other(other) => Self::Other(other.clone()),
        }
    }
}

/// What kind of item it is, and its key.
impl<E> fmt::Debug for DeltaItem<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed(changed) => f.debug_tuple("Changed").field(changed).finish(),
            Self::Removed(removed) => f.debug_tuple("Removed").field(removed).finish(),
            Self::Link(relation) => f.debug_tuple("Link").field(relation).finish(),
            Self::DeletedLink(relation) => f.debug_tuple("DeletedLink").field(relation).finish(),
            Self::Other(other) => f.debug_tuple("Other").field(other).finish(),
        }
    }
}

/// The error of an item that cannot be read; it has the item as its body.
pub(super) fn decode(raw: &str, error: crate::reader::ReadError) -> Error {
    Error::Decode(Box::new(DecodeError::of(
        StatusCode::OK,
        raw.as_bytes().to_vec(),
        error,
    )))
}
