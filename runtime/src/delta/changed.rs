//! [`Changed`]: an entity that is new or has changed, as far as the service sent it.

use super::item::{DeltaItem, decode};
use super::scan::{each, scan};
use crate::error::Error;
use crate::limits;
use crate::query::{NavigationProperty, Property};
use crate::reader::{JsonReader, Place, ReadError};
use crate::structure::read::{Apply, plain};
use crate::types::{Entity, ToMany};
use crate::value::{Change, EdmValue};
use std::fmt;
use std::marker::PhantomData;

/// An entity that is new or has changed. It has the properties that the service sent: in a later round often only those that
/// changed ([OData JSON 4.01, 15.2](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_AddedChangedEntity)).
///
/// It is read when you ask: [`read`](Self::read) as a new entity, [`apply_to`](Self::apply_to) into one that is there,
/// [`property`](Self::property) one property of it.
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
///     city: Option<String>,
/// }
///
/// let page: DeltaPage<User> = serde_json::from_str(r#"{"value":[{"id":"a","city":"Bonn"}],"@odata.deltaLink":"https://x"}"#)?;
/// let DeltaItem::Changed(change) = &page.value[0] else { panic!("not a change") };
/// assert_eq!(change.key(), Some("a"));
/// assert_eq!(change.read()?.city.as_deref(), Some("Bonn"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Changed<E> {
    raw: Box<str>,
    key: Option<Box<str>>,
    context: Option<Box<str>>,
    declared: Option<&'static str>,
    index: usize,
    entity: PhantomData<fn() -> E>,
}

impl<E> Changed<E> {
    pub(super) fn new(
        raw: Box<str>,
        key: Option<Box<str>>,
        context: Option<Box<str>>,
        declared: Option<&'static str>,
        index: usize,
    ) -> Self {
        Self {
            raw,
            key,
            context,
            declared,
            index,
            entity: PhantomData,
        }
    }

    pub(super) fn with_context(self, context: Option<Box<str>>) -> Self {
        Self { context, ..self }
    }

    /// The entity's key: the value of its key property as text, of a key of several parts `order=1,name=x` with
    /// percent-encoded values. `None` where neither the key properties nor an id came along.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// The context URL of the item itself, as it came.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn context(&self) -> Option<&str> {
        self.context.as_deref()
    }

    /// The item as JSON.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn json(&self) -> &str {
        &self.raw
    }

    /// The value of one member as JSON, by its name on the wire, annotations too: `null` where it is null, `None` where it is
    /// absent.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn member(&self, name: &str) -> Option<&str> {
        member(&self.raw, name)
    }

    /// The `@odata.etag` that came with it.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn etag(&self) -> Option<String> {
        let raw = self.member("@odata.etag").or_else(|| self.member("@etag"))?;
        serde_json::from_str(raw).ok()
    }

    /// The error of an item that cannot be read: its path is that in the page.
    fn fault(&self, error: ReadError) -> Error {
        let error = error.located(self.raw.as_bytes());
        decode(&self.raw, error.within_item(self.index).within("value"))
    }

    fn reader(&self) -> JsonReader<'_> {
        let mut from = JsonReader::new(&self.raw);
        from.place = self.declared.map_or(Place::Unknown, Place::Declared);
        from
    }
}

impl<E: Entity> Changed<E> {
    /// The entity, of the properties that came along: `Option` fields of absent ones are `None`.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] for a value that is not of its property's type, and for an absent property whose field is no `Option`:
    /// apply the change to the entity that it is a change of ([`apply_to`](Self::apply_to)).
    pub fn read(&self) -> Result<E, Error> {
        let mut from = self.reader();
        let read = E::read(&mut from).and_then(|entity| from.end().map(|()| entity));
        read.map_err(|error| self.fault(error))
    }

    /// Changes the properties of an entity that came along; the others stay as they are. A complex value is replaced, unless
    /// it is marked `#[odata(merge)]`.
    ///
    /// Changes of a collection of related entities (`members@delta`) are not the value of the property and change no field of
    /// the entity: [`related`](Self::related) has them.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] for a value that is not of its property's type; the properties before it are changed.
    pub fn apply_to(&self, entity: &mut E) -> Result<(), Error>
    where
        E: Apply,
    {
        let mut from = self.reader();
        from.is_applied = true;
        let read = entity.read_into(&mut from).and_then(|()| from.end());
        read.map_err(|error| self.fault(error))
    }

    /// One property: [`Change::Unchanged`] where it is absent, [`Change::Null`] where it is null, else [`Change::Set`] with its
    /// value.
    ///
    /// ```
    /// # use odata_entity::{Change, Entity, delta::{DeltaItem, DeltaPage}};
    /// #[derive(Entity)]
    /// #[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
    /// struct User {
    ///     #[odata(key)]
    ///     id: String,
    ///     mail: Option<String>,
    ///     city: Option<String>,
    /// }
    ///
    /// let page: DeltaPage<User> = serde_json::from_str(r#"{"value":[{"id":"a","mail":null}],"@odata.deltaLink":"https://x"}"#)?;
    /// let DeltaItem::Changed(change) = &page.value[0] else { panic!() };
    /// assert_eq!(change.property(User::MAIL)?, Change::Null);
    /// assert_eq!(change.property(User::CITY)?, Change::Unchanged);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] for a value that is not of the property's type.
    pub fn property<T: EdmValue>(&self, property: Property<E, T>) -> Result<Change<T>, Error> {
        let mut raw = &*self.raw;
        for name in property.name().split('/') {
            match member(raw, name) {
                None => return Ok(Change::Unchanged),
                Some("null") => return Ok(Change::Null),
                Some(value) => raw = value,
            }
        }
        let mut from = JsonReader::new(raw);
        let read = T::read_json(&mut from).and_then(|value| from.end().map(|()| value));
        read.map(Change::Set)
            .map_err(|error| self.fault(error.within(property.name())))
    }

    /// The changes of a collection of related entities: `members@delta`, `members@odata.delta`
    /// ([OData JSON 4.01, 15.2](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_AddedChangedEntity)),
    /// empty where there are none.
    ///
    /// They add up: a service sends further ones with later items of the same entity, in the same round too. An entity that is
    /// [`Removed`](DeltaItem::Removed) there is no longer related; it need not be deleted.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] for what is no list of entities.
    pub fn related<M>(&self, property: NavigationProperty<E, M>) -> Result<Vec<DeltaItem<M::Target>>, Error>
    where
        M: ToMany<Target: Entity>,
    {
        let name = format!("{}@delta", property.name());
        let mut found = None;
        let mut from = JsonReader::new(&self.raw);
        let walked = each(&mut from, &mut |member, value| {
            if plain(member) == name {
                found = Some(value);
            }
        });
        walked.map_err(|error| self.fault(error))?;
        let Some(raw) = found.filter(|raw| *raw != "null") else {
            return Ok(Vec::new());
        };
        let mut out = Vec::new();
        let mut from = JsonReader::new(raw);
        let read = from.list(&mut |from| {
            if out.len() == limits::ITEMS {
                return Err(from.fail(format!("more than {} changes in one item", limits::ITEMS)));
            }
            let scanned = scan(
                from,
                <M::Target as crate::types::Typed>::TYPE,
                Place::Property,
                out.len(),
            )?;
            out.push(DeltaItem::of(scanned, None, None));
            Ok(())
        });
        read.map_err(|error| self.fault(error.within(&name)))?;
        Ok(out)
    }
}

/// The value of a member of an object, as JSON.
fn member<'a>(object: &'a str, name: &str) -> Option<&'a str> {
    let mut found = None;
    let mut from = JsonReader::new(object);
    let read = each(&mut from, &mut |member, value| {
        if member == name {
            found = Some(value);
        }
    });
    read.ok().and(found)
}

impl<E> Clone for Changed<E> {
    fn clone(&self) -> Self {
        Self {
            raw: self.raw.clone(),
            key: self.key.clone(),
            context: self.context.clone(),
            ..*self
        }
    }
}

/// The key alone: no property of the entity.
impl<E> fmt::Debug for Changed<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Changed")
            .field("key", &self.key)
            .field("bytes", &self.raw.len())
            .finish_non_exhaustive()
    }
}
