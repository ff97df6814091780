//! Objects: the one loop over their members.

use super::names::{Names, Seen, UNDECLARED};
use super::{JsonReader, Members, Note, Place, ReadError, count, link, tag};
use crate::types::TypeInfo;
use crate::types::Typed;

/// Reads an object as a new value.
///
/// # Errors
///
/// What is no object, a member that is not of its type, that comes twice, or that must be there and is not; a type tag of
/// another type.
pub fn read_object<T: Members>(from: &mut JsonReader<'_>) -> Result<T, ReadError> {
    let mut value = T::absent();
    // What is read into a new value replaces what was there, whatever is done around it.
    let is_applied = std::mem::replace(&mut from.is_applied, false);
    let read = from.members(T::NAMES, <T as Typed>::TYPE, &mut |index, from| {
        value.field(index, from)
    });
    from.is_applied = is_applied;
    read.map(|()| value)
}

/// Reads an object into a value that is there: members that the object does not have stay as they are.
///
/// # Errors
///
/// As [`read_object`], but for members that are not there. The members before the error are changed.
pub fn apply_object<T: Members>(to: &mut T, from: &mut JsonReader<'_>) -> Result<(), ReadError> {
    let is_applied = std::mem::replace(&mut from.is_applied, true);
    let read = from.members(T::NAMES, <T as Typed>::TYPE, &mut |index, from| {
        to.field(index, from)
    });
    from.is_applied = is_applied;
    read
}

impl<'a> JsonReader<'a> {
    /// Reads the members of an object, each by its index; that of an undeclared member of an open type is behind all
    /// others, its name in `self.name`.
    fn members(
        &mut self,
        names: &'static Names,
        ty: &'static TypeInfo,
        field: &mut dyn FnMut(usize, &mut Self) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let place = std::mem::replace(&mut self.place, Place::Property);
        self.begin_object()?;
        let (mut seen, mut guess, mut count) = (Seen::default(), 0, 0);
        let mut notes = Vec::new();
        loop {
            count = self.counted(count)?;
            self.peek();
            let guessed = names.get(guess).filter(|name| self.eat_name(name));
            let index = match guessed {
                Some(name) if !name.starts_with('@') => Some(guess),
                Some(name) => {
                    self.check_tag(name, place, ty)?;
                    Some(guess)
                }
                None => match self.member_name()? {
                    None => break,
                    Some(name) => {
                        self.check_tag(&name, place, ty)?;
                        let index = names.find(&name, guess);
                        if index.is_none() {
                            self.undeclared(name, names, field, &mut notes)?;
                        }
                        index
                    }
                },
            };
            if let Some(index) = index {
                let name = names.get(index).unwrap_or_default();
                if !seen.insert(index) {
                    return Err(self.fail(format!("duplicate field `{name}`")).within(name));
                }
                match self.is_patch && self.is_applied && name == "@odata.type" {
                    true => self.skip()?,
                    false => field(index, self).map_err(|error| error.within(name))?,
                }
                guess = index + 1;
            }
            if !self.next_member()? {
                break;
            }
        }
        self.end_object();
        if !notes.is_empty() {
            self.deliver(notes, names, field)?;
        }
        match names.missing(&seen).filter(|_| !self.is_applied) {
            Some(name) => Err(self.fail(format!("missing field `{name}`")).within(name)),
            None => Ok(()),
        }
    }

    /// Looks at the value of a member that is the type tag.
    fn check_tag(&mut self, name: &str, place: Place, ty: &'static TypeInfo) -> Result<(), ReadError> {
        match matches!(name, "@odata.type" | "@type") {
            true => tag::check(self, place, ty),
            false => Ok(()),
        }
    }

    /// A member that the type does not declare: skipped, or kept by the map of an open type.
    #[cold]
    fn undeclared(
        &mut self,
        name: std::borrow::Cow<'a, str>,
        names: &'static Names,
        field: &mut dyn FnMut(usize, &mut Self) -> Result<(), ReadError>,
        notes: &mut Vec<(usize, Note)>,
    ) -> Result<(), ReadError> {
        if matches!(name.as_ref(), "@removed" | "@odata.removed") {
            let reason = "the entity was removed, and is read as one that is there: read changes as `DeltaPage` (`collection.delta()`)";
            return Err(self.fail(reason).within(&name));
        }
        if let Some((index, term)) = names.annotated(&name) {
            let note = match term {
                "nextLink" => link(self).map(Note::NextLink),
                "count" => count(self).map(Note::Count),
                _ => return self.skip(),
            };
            notes.push((index, note.map_err(|error| error.within(&name))?));
            return Ok(());
        }
        if !names.is_open() {
            return self.skip().map_err(|error| error.within(&name));
        }
        let outer = std::mem::replace(&mut self.name, name);
        let read = field(UNDECLARED, self);
        let name = std::mem::replace(&mut self.name, outer);
        read.map_err(|error| error.within(&name))
    }

    /// Hands annotations to the navigation properties that they are of. They can come before or after these
    /// ([OData JSON 4.01, 4.4](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_PayloadOrderingConstraints)).
    #[cold]
    fn deliver(
        &mut self,
        notes: Vec<(usize, Note)>,
        names: &'static Names,
        field: &mut dyn FnMut(usize, &mut Self) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        for (index, note) in notes {
            self.note = Some(note);
            let read = field(index, self);
            self.note = None;
            read.map_err(|error| error.within(names.get(index).unwrap_or_default()))?;
        }
        Ok(())
    }
}
