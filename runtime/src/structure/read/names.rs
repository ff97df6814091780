//! [`Names`]: the members of a type, in the order of its fields.

use crate::reader::{Field, Fields, FieldsOf};
use std::borrow::Cow;

/// The names of a type's members, which its reader knows by their index: first its own, then those of its base type.
#[derive(Debug)]
pub struct Names {
    pub(super) own: &'static [&'static str],
    /// Which of its own members must be there.
    required: &'static [u16],
    /// Two bytes made of each of its own members, in order: names that are equal have equal ones.
    pub(super) marks: &'static [u8],
    pub(super) base: Option<&'static Names>,
    is_open: bool,
    /// Which of its own members are navigation properties, and what they lead to.
    navigation: &'static [(u16, FieldsOf)],
}

/// The names of a type without a base type, for the derives: a function that is no type's own costs the compiler less to find.
/// `required` are the indexes of those that must be there, `marks` what finds a name of one type among those of another.
#[must_use = "this changes nothing: use what it returns"]
pub const fn names(own: &'static [&'static str], required: &'static [u16], marks: &'static [u8]) -> Names {
    Names {
        own,
        required,
        marks,
        base: None,
        is_open: false,
        navigation: &[],
    }
}

impl Names {
    /// The names of a type without a base type; `required` are the indexes of those that must be there.
    pub const fn new(own: &'static [&'static str], required: &'static [u16]) -> Self {
        names(own, required, &[])
    }

    /// The same with what finds a name of one type among those of another: two bytes of each name's hash, the lowest first.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn with_marks(self, marks: &'static [u8]) -> Self {
        Self { marks, ..self }
    }

    /// The same with the members of an embedded base type.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn with_base(self, base: &'static Self) -> Self {
        Self {
            base: Some(base),
            is_open: self.is_open || base.is_open,
            ..self
        }
    }

    /// The same for a type that keeps undeclared members.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn with_open(self) -> Self {
        Self {
            is_open: true,
            ..self
        }
    }

    /// The same with navigation properties: their indexes, and what the entities that they lead to are read from.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn with_navigation(self, navigation: &'static [(u16, FieldsOf)]) -> Self {
        Self { navigation, ..self }
    }

    /// The navigation property that an annotation is of, and the annotation's term.
    pub(super) fn annotated<'n>(&self, name: &'n str) -> Option<(usize, &'n str)> {
        let (property, term) = annotation(name)?;
        let index = self.navigation.iter().find_map(|(index, _)| {
            let index = usize::from(*index);
            (self.own.get(index) == Some(&property)).then_some(index)
        });
        match (index, self.base) {
            (Some(index), _) => Some((index, term)),
            (None, base) => {
                let (index, term) = base?.annotated(name)?;
                Some((self.own.len() + index, term))
            }
        }
    }

    /// The properties, without annotations.
    pub(super) fn fields(&self, ty: &'static str) -> Fields {
        let mut all = self.base.map_or_else(Vec::new, |base| base.fields(ty).all);
        for (index, name) in self.own.iter().enumerate() {
            let mut navigation = self.navigation.iter();
            let of = |(at, _): &&(u16, FieldsOf)| usize::from(*at) == index;
            if !name.contains('@') {
                all.push(Field {
                    name,
                    navigation: navigation.find(of).map(|(_, fields)| *fields),
                });
            }
        }
        Fields {
            ty,
            all,
            is_open: self.is_open,
        }
    }

    pub(super) const fn is_open(&self) -> bool {
        self.is_open
    }

    /// The name with this index.
    #[inline]
    pub(super) fn get(&self, index: usize) -> Option<&'static str> {
        match self.own.get(index) {
            Some(name) => Some(name),
            None => self.base?.get(index - self.own.len()),
        }
    }

    /// The index of a name; the search begins at `guess`, as members mostly come in the order of the fields.
    pub(super) fn find(&self, name: &str, guess: usize) -> Option<usize> {
        let annotation = annotation(name);
        let is_same = |own: &&str| {
            *own == name
                || annotation.is_some_and(|(of, term)| {
                    own.as_bytes().get(of.len()) == Some(&b'@') && self::annotation(own) == Some((of, term))
                })
        };
        let (before, after) = self.own.split_at(guess.min(self.own.len()));
        if let Some(at) = after.iter().position(is_same) {
            return Some(before.len() + at);
        }
        let in_base = || self.base?.find(name, guess.saturating_sub(self.own.len()));
        before
            .iter()
            .position(is_same)
            .or_else(|| in_base().map(|index| self.own.len() + index))
    }

    /// The first member that must be there and is not among those that are.
    pub(super) fn missing(&self, seen: &Seen) -> Option<&'static str> {
        self.missing_from(seen, 0)
    }

    fn missing_from(&self, seen: &Seen, first: usize) -> Option<&'static str> {
        let own = self.required.iter().map(|index| usize::from(*index));
        match own.into_iter().find(|index| !seen.contains(first + index)) {
            Some(index) => self.get(index),
            None => self.base?.missing_from(seen, first + self.own.len()),
        }
    }
}

/// The index of a member that the type does not declare.
pub const UNDECLARED: usize = usize::MAX;

/// The index of a member in the base type of a type with `own` own members.
#[inline]
#[must_use = "this changes nothing: use what it returns"]
pub const fn base_index(index: usize, own: usize) -> usize {
    if index == UNDECLARED {
        index
    } else {
        index.saturating_sub(own)
    }
}

/// What an annotation is of, and its term: control information has `odata.` in its name or not
/// ([OData JSON 4.01, 4.6](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_ControlInformation)).
fn annotation(name: &str) -> Option<(&str, &str)> {
    let (of, term) = name.split_once('@')?;
    Some((of, term.strip_prefix("odata.").unwrap_or(term)))
}

/// The name of an annotation without `odata.`: `@etag` for `@odata.etag`.
pub(crate) fn plain(name: &str) -> Cow<'_, str> {
    match name.split_once("@odata.") {
        Some((property, term)) => Cow::Owned(format!("{property}@{term}")),
        None => Cow::Borrowed(name),
    }
}

/// Which members were read.
#[derive(Default)]
pub(super) struct Seen {
    first: u128,
    rest: Vec<u64>,
}

impl Seen {
    /// Notes a member; whether it was not there yet.
    #[inline]
    pub(super) fn insert(&mut self, index: usize) -> bool {
        if index < 128 {
            let bit = 1 << index;
            let is_new = self.first & bit == 0;
            self.first |= bit;
            return is_new;
        }
        let (word, bit) = ((index - 128) / 64, 1 << (index % 64));
        if self.rest.len() <= word {
            self.rest.resize(word + 1, 0);
        }
        match self.rest.get_mut(word) {
            Some(word) => {
                let is_new = *word & bit == 0;
                *word |= bit;
                is_new
            }
            None => true,
        }
    }

    fn contains(&self, index: usize) -> bool {
        match index {
            0..128 => self.first & (1 << index) != 0,
            _ => {
                let word = self.rest.get((index - 128) / 64);
                word.is_some_and(|word| word & (1 << (index % 64)) != 0)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: Names = Names::new(&["id", "@odata.etag"], &[0]);
    const DERIVED: Names = Names::new(&["name", "size"], &[1]).with_base(&BASE);

    #[test]
    fn names_are_found_wherever_the_search_begins() {
        for guess in 0..6 {
            for (index, name) in ["name", "size", "id", "@odata.etag"].into_iter().enumerate() {
                assert_eq!(DERIVED.find(name, guess), Some(index), "{name} from {guess}");
                assert_eq!(DERIVED.get(index), Some(name));
            }
            assert_eq!(DERIVED.find("@etag", guess), Some(3));
            assert_eq!(DERIVED.find("other", guess), None);
            assert_eq!(DERIVED.find("size@odata.etag", guess), None);
        }
        assert_eq!(DERIVED.get(4), None);
    }

    #[test]
    fn what_must_be_there_is_missed() {
        let mut seen = Seen::default();
        assert_eq!(DERIVED.missing(&seen), Some("size"));
        assert!(seen.insert(1));
        assert_eq!(DERIVED.missing(&seen), Some("id"));
        assert!(seen.insert(2) && !seen.insert(2));
        assert_eq!(DERIVED.missing(&seen), None);
    }

    #[test]
    fn more_members_than_bits() {
        let mut seen = Seen::default();
        for index in [0, 127, 128, 191, 192, 300] {
            assert!(!seen.contains(index) && seen.insert(index), "{index}");
            assert!(seen.contains(index) && !seen.insert(index), "{index}");
        }
    }
}
