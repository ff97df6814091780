//! What generated code calls for each field, by its kind.

use super::{JsonReader, ReadError, Readable};
pub use crate::reader::Note;
use crate::reader::{Fields, ReadBySerde};
use crate::structure::OpenMap;
use crate::types::{Many, Multiplicity, One};
use crate::value::EdmValue;

/// The value that takes the place of a member that must be there until it is read; nobody sees it.
#[inline]
#[must_use = "this changes nothing: use what it returns"]
pub fn placeholder<T: EdmValue>() -> T {
    T::placeholder()
}

/// What fills a field that is not read: one that is skipped, or has a format, of which no placeholder is known.
///
/// You never name it: implement [`Default`] for the type of the field.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no default, which this field needs when its type is read",
    label = "not `Default`",
    note = "derive or implement `Default` for it, or write the field as `Option<{Self}>`"
)]
pub trait Unread: Sized {
    /// The value.
    #[doc(hidden)]
    fn unread() -> Self;
}

#[diagnostic::do_not_recommend]
impl<T: Default> Unread for T {
    #[inline]
    fn unread() -> Self {
        T::default()
    }
}

/// A field that is read in the usual way, whatever its type.
pub trait ReadField {
    /// Reads the member.
    ///
    /// # Errors
    ///
    /// A value that is not of the field's type.
    fn read_field(&mut self, from: &mut JsonReader<'_>) -> Result<(), ReadError>;
}

impl<T: EdmValue> ReadField for T {
    #[inline]
    fn read_field(&mut self, from: &mut JsonReader<'_>) -> Result<(), ReadError> {
        T::required(self, from)
    }
}

impl<T: EdmValue> ReadField for Option<T> {
    #[inline]
    fn read_field(&mut self, from: &mut JsonReader<'_>) -> Result<(), ReadError> {
        T::option(self, from)
    }
}

impl JsonReader<'_> {
    /// A field `Option<T>`.
    ///
    /// # Errors
    ///
    /// Those of the value.
    #[doc(hidden)]
    pub fn option<T: EdmValue>(&mut self, to: &mut Option<T>) -> Result<(), ReadError> {
        match to {
            _ if self.null() => *to = None,
            Some(value) if self.is_applied => return value.apply_json(self, false),
            _ => *to = Some(T::read_json(self)?),
        }
        Ok(())
    }

    /// A field `T`.
    ///
    /// # Errors
    ///
    /// Those of the value.
    #[doc(hidden)]
    pub fn required<T: EdmValue>(&mut self, to: &mut T) -> Result<(), ReadError> {
        if self.is_applied {
            return to.apply_json(self, false);
        }
        *to = T::read_json(self)?;
        Ok(())
    }

    /// A field `Option<T>` marked `merge`.
    ///
    /// # Errors
    ///
    /// Those of the value.
    #[doc(hidden)]
    pub fn merge_option<T: EdmValue>(&mut self, to: &mut Option<T>) -> Result<(), ReadError> {
        match to {
            // Null is taken where it is looked for.
            _ if self.null() => {
                *to = None;
                Ok(())
            }
            Some(value) if self.is_applied => value.apply_json(self, true),
            _ => self.option(to),
        }
    }

    /// A field `T` marked `merge`.
    ///
    /// # Errors
    ///
    /// Those of the value.
    #[doc(hidden)]
    pub fn merge_required<T: EdmValue>(&mut self, to: &mut T) -> Result<(), ReadError> {
        match self.is_applied {
            true => to.apply_json(self, true),
            false => self.required(to),
        }
    }

    /// A field `Option<T>` of a navigation property that serde reads.
    ///
    /// # Errors
    ///
    /// Those of its `Deserialize`.
    #[doc(hidden)]
    pub fn serde_option<T: ReadBySerde>(&mut self, to: &mut Option<T>) -> Result<(), ReadError> {
        if let Some(note) = self.note.take() {
            return cut(&note, self);
        }
        *to = if self.null() {
            None
        } else {
            Some(T::read_by_serde(self)?)
        };
        Ok(())
    }

    /// The same of a field `T`.
    ///
    /// # Errors
    ///
    /// Those of its `Deserialize`.
    #[doc(hidden)]
    pub fn serde_required<T: ReadBySerde>(&mut self, to: &mut T) -> Result<(), ReadError> {
        if let Some(note) = self.note.take() {
            return cut(&note, self);
        }
        *to = T::read_by_serde(self)?;
        Ok(())
    }

    /// A navigation property.
    ///
    /// # Errors
    ///
    /// Those of the entities.
    #[doc(hidden)]
    pub fn navigation<N: NavigationField>(&mut self, to: &mut N) -> Result<(), ReadError> {
        if let Some(note) = self.note.take() {
            return to.note(note, self);
        }
        *to = N::read_navigation(self)?;
        Ok(())
    }

    /// A navigation property `Option<Box<T>>`.
    ///
    /// # Errors
    ///
    /// Those of the entity.
    #[doc(hidden)]
    pub fn boxed_navigation<T: Readable>(&mut self, to: &mut Option<Box<T>>) -> Result<(), ReadError> {
        if self.note.take().is_some() {
            // Of one entity there is no rest.
            return Ok(());
        }
        *to = match self.null() {
            true => None,
            false => Some(Box::new(T::read(self)?)),
        };
        Ok(())
    }

    /// The undeclared member that is read.
    ///
    /// # Errors
    ///
    /// Those of the value, and a member that is there twice.
    #[doc(hidden)]
    pub fn open<M: OpenMap>(&mut self, to: &mut M) -> Result<(), ReadError> {
        let name = std::mem::take(&mut self.name);
        let read = super::map::entry(self, to, &name);
        self.name = name;
        read
    }
}

/// What the field of a navigation property can be: an entity, `Option`, `Vec` of one, any JSON.
///
/// You never name it: it is what the derives ask of a field marked `#[odata(navigation)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not what a navigation property holds",
    label = "not an entity or a collection of entities",
    note = "a navigation property is `Option<E>`, `Option<Box<E>>`, `Option<Vec<E>>` or `Option<Related<E>>` of a type that derives `Entity`; a type that \
            only serde reads is marked `#[odata(navigation, serde)]`"
)]
pub trait NavigationField: Sized {
    /// What it leads to: one entity or many, of which type.
    type Kind: Multiplicity;

    /// Reads it.
    ///
    /// # Errors
    ///
    /// Those of the entities.
    #[doc(hidden)]
    fn read_navigation(from: &mut JsonReader<'_>) -> Result<Self, ReadError>;

    /// What its entities are read from.
    #[doc(hidden)]
    #[must_use = "this changes nothing: use what it returns"]
    fn fields() -> Option<Fields>;

    /// Takes an annotation of it.
    ///
    /// # Errors
    ///
    /// The link to the rest, where there is no place for it.
    #[doc(hidden)]
    fn note(&mut self, note: Note, from: &JsonReader<'_>) -> Result<(), ReadError> {
        let _ = (note, from);
        Ok(())
    }

    /// The same where the property itself did not come.
    ///
    /// # Errors
    ///
    /// As [`note`](Self::note).
    #[doc(hidden)]
    fn of_note(note: Note, from: &JsonReader<'_>) -> Result<Option<Self>, ReadError> {
        let _ = (note, from);
        Ok(None)
    }
}

/// An error where a collection is cut, and the field has no place for the link to the rest: a shorter list would be taken for all of it.
fn cut(note: &Note, from: &JsonReader<'_>) -> Result<(), ReadError> {
    match note {
        Note::NextLink(Some(_)) => Err(from.fail(
            "the rest of the collection is on a next page: make the field an `Option<Related<…>>`, which keeps the link, or ask for the \
             collection at its own path",
        )),
        _ => Ok(()),
    }
}

#[diagnostic::do_not_recommend]
impl<T: Readable> NavigationField for T {
    type Kind = One<T::Leads>;

    #[doc(hidden)]
    fn read_navigation(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        T::read(from)
    }

    #[doc(hidden)]
    fn fields() -> Option<Fields> {
        T::fields()
    }
}

impl<N: NavigationField> NavigationField for Option<N> {
    type Kind = N::Kind;

    fn read_navigation(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        match from.null() {
            true => Ok(None),
            false => N::read_navigation(from).map(Some),
        }
    }

    fn fields() -> Option<Fields> {
        N::fields()
    }

    fn note(&mut self, note: Note, from: &JsonReader<'_>) -> Result<(), ReadError> {
        match self {
            Some(value) => value.note(note, from),
            None => {
                *self = N::of_note(note, from)?;
                Ok(())
            }
        }
    }
}

impl<N: NavigationField> NavigationField for Vec<N> {
    type Kind = Many<<N::Kind as Multiplicity>::Target>;

    fn read_navigation(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        let mut out = Self::new();
        if !from.null() {
            from.list(&mut |from| {
                out.push(N::read_navigation(from)?);
                Ok(())
            })?;
        }
        Ok(out)
    }

    fn fields() -> Option<Fields> {
        N::fields()
    }

    fn note(&mut self, note: Note, from: &JsonReader<'_>) -> Result<(), ReadError> {
        cut(&note, from)
    }

    fn of_note(note: Note, from: &JsonReader<'_>) -> Result<Option<Self>, ReadError> {
        cut(&note, from).map(|()| None)
    }
}

/// Text: what a service that gives links or keys in place of entities is read with.
impl Readable for String {
    type Leads = Self;

    fn read(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        from.text().map(Into::into)
    }
}

/// Any JSON.
impl Readable for serde_json::Value {
    type Leads = Self;

    fn read(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        from.json_value()
    }
}
