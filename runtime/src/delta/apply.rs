//! [`LocalCopy`]: a copy of the collection, kept in step one item after the other.

use super::changed::Changed;
use super::item::DeltaItem;
use super::removed::Removed;
use crate::error::{DeltaError, Error};
use crate::structure::read::Apply;
use crate::types::Entity;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};
use std::str::FromStr;

/// A local copy of a collection of entities, which [`DeltaItem::apply_to`] keeps in step. Implement it for a store of your own,
/// such as a database.
///
/// A map from the entity's key to the entity is one: `HashMap<K, E>` and `BTreeMap<K, E>`, where `K` is what the text of the
/// key is parsed as, such as `String`, `i64` or `uuid::Uuid`.
///
/// ```
/// use odata_entity::delta::{Changed, DeltaPage, LocalCopy, Removed};
/// use odata_entity::{Entity, Error};
///
/// #[derive(Entity)]
/// #[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
/// struct User {
///     #[odata(key)]
///     id: String,
/// }
///
/// /// Writes down what changed.
/// #[derive(Default)]
/// struct Log(Vec<String>);
///
/// impl LocalCopy<User> for Log {
///     fn change(&mut self, key: &str, _: &Changed<User>) -> Result<(), Error> {
///         self.0.push(format!("+{key}"));
///         Ok(())
///     }
///
///     fn remove(&mut self, key: &str, _: &Removed) -> Result<(), Error> {
///         self.0.push(format!("-{key}"));
///         Ok(())
///     }
/// }
///
/// let page: DeltaPage<User> = serde_json::from_str(
///     r#"{"value":[{"id":"a"},{"id":"b","@removed":{"reason":"deleted"}}],"@odata.deltaLink":"https://x"}"#,
/// )?;
/// let mut log = Log::default();
/// for item in &page.value {
///     item.apply_to(&mut log)?;
/// }
/// assert_eq!(log.0, ["+a", "-b"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no local copy of entities `{E}`",
    label = "not a local copy",
    note = "a `HashMap<String, {E}>` or `BTreeMap<String, {E}>` is one; implement `LocalCopy<{E}>` for a store of your own"
)]
pub trait LocalCopy<E> {
    /// An entity is new or has changed. Applying the same change twice must do what applying it once does: a round that is taken
    /// up again repeats items.
    ///
    /// # Errors
    ///
    /// A change that cannot be applied.
    fn change(&mut self, key: &str, change: &Changed<E>) -> Result<(), Error>;

    /// An entity is gone; that it is not there is no error.
    ///
    /// # Errors
    ///
    /// One that cannot be removed.
    fn remove(&mut self, key: &str, removed: &Removed) -> Result<(), Error>;
}

impl<E: Entity> DeltaItem<E> {
    /// Applies the item to a local copy: a new entity is added, a changed one changed, one that is gone removed, for whatever
    /// reason.
    ///
    /// # Errors
    ///
    /// [`Error::Delta`] for an item without a key, for a relationship ([`Link`](DeltaItem::Link),
    /// [`DeletedLink`](DeltaItem::DeletedLink)), and for what is of another set or type ([`Other`](DeltaItem::Other)): match on
    /// those before you apply the rest. [`Error::Decode`] for a value that is not of its property's type. The item is still
    /// yours.
    pub fn apply_to(&self, copy: &mut (impl LocalCopy<E> + ?Sized)) -> Result<(), Error> {
        let key = || self.key().ok_or_else(|| DeltaError::without_key(E::TYPE.name));
        match self {
            Self::Changed(changed) => copy.change(key()?, changed),
            Self::Removed(removed) => copy.remove(key()?, removed),
            Self::Link(relation) | Self::DeletedLink(relation) => {
                Err(DeltaError::relation(&relation.relationship).into())
            }
            Self::Other(other) => {
                Err(DeltaError::other(E::TYPE.name, other.set().as_deref(), other.type_tag()).into())
            }
        }
    }
}

fn parsed<K: FromStr>(key: &str) -> Result<K, Error> {
    key.parse()
        .map_err(|_| DeltaError::key_of_other_type(std::any::type_name::<K>()).into())
}

impl<E: Entity + Apply, K: FromStr + Hash + Eq, S: BuildHasher> LocalCopy<E> for HashMap<K, E, S> {
    fn change(&mut self, key: &str, change: &Changed<E>) -> Result<(), Error> {
        let key = parsed(key)?;
        match self.get_mut(&key) {
            Some(entity) => change.apply_to(entity),
            None => {
                self.insert(key, change.read()?);
                Ok(())
            }
        }
    }

    fn remove(&mut self, key: &str, _: &Removed) -> Result<(), Error> {
        HashMap::remove(self, &parsed(key)?);
        Ok(())
    }
}

impl<E: Entity + Apply, K: FromStr + Ord> LocalCopy<E> for BTreeMap<K, E> {
    fn change(&mut self, key: &str, change: &Changed<E>) -> Result<(), Error> {
        let key = parsed(key)?;
        match self.get_mut(&key) {
            Some(entity) => change.apply_to(entity),
            None => {
                self.insert(key, change.read()?);
                Ok(())
            }
        }
    }

    fn remove(&mut self, key: &str, _: &Removed) -> Result<(), Error> {
        BTreeMap::remove(self, &parsed(key)?);
        Ok(())
    }
}
