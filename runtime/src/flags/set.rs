//! [`Flags`] as a set: made of members, compared, joined.

use super::{Flags, FlagsType, value_of};
use std::collections::BTreeSet;
use std::ops::{BitAnd, BitOr, Sub};

impl<E: FlagsType> Default for Flags<E> {
    fn default() -> Self {
        Self::empty()
    }
}

/// By value: as sets of members.
impl<E: FlagsType> PartialEq for Flags<E> {
    fn eq(&self, other: &Self) -> bool {
        self.all_bits() == other.all_bits() && self.unknown_names() == other.unknown_names()
    }
}

impl<E: FlagsType> Eq for Flags<E> {}

impl<E: FlagsType> FromIterator<E> for Flags<E> {
    fn from_iter<I: IntoIterator<Item = E>>(members: I) -> Self {
        let mut out = Self::empty();
        out.extend(members);
        out
    }
}

impl<E: FlagsType> Extend<E> for Flags<E> {
    fn extend<I: IntoIterator<Item = E>>(&mut self, members: I) {
        let mut bits = self.all_bits();
        let new: Vec<E> = members
            .into_iter()
            .filter(|member| match value_of(member) {
                Some(value) => {
                    let is_new = bits & value != value;
                    bits |= value;
                    is_new
                }
                None => true,
            })
            .collect();
        self.push_all(new);
    }
}

impl<E: FlagsType> From<E> for Flags<E> {
    fn from(member: E) -> Self {
        std::iter::once(member).collect()
    }
}

impl<E: FlagsType, const N: usize> From<[E; N]> for Flags<E> {
    fn from(members: [E; N]) -> Self {
        members.into_iter().collect()
    }
}

impl<E: FlagsType> IntoIterator for Flags<E> {
    type Item = E;
    type IntoIter = std::vec::IntoIter<E>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.into_iter()
    }
}

impl<'a, E: FlagsType> IntoIterator for &'a Flags<E> {
    type Item = &'a E;
    type IntoIter = std::slice::Iter<'a, E>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The union.
impl<E: FlagsType, T: Into<Self>> BitOr<T> for Flags<E> {
    type Output = Self;

    fn bitor(mut self, other: T) -> Self {
        let other = other.into();
        self.bits |= other.bits & !self.all_bits();
        self.extend(other.members);
        self
    }
}

/// The intersection.
impl<E: FlagsType, T: Into<Self>> BitAnd<T> for Flags<E> {
    type Output = Self;

    fn bitand(mut self, other: T) -> Self {
        let other = other.into();
        let others = other.all_bits();
        let both = self.all_bits() & others;
        let names = other.unknown_names();
        self.members.retain(|member| match value_of(member) {
            Some(value) => value != 0 && others & value == value,
            None => names.contains(member.name()),
        });
        self.bits = 0;
        self.add_bits(both);
        self
    }
}

/// The difference.
impl<E: FlagsType, T: Into<Self>> Sub<T> for Flags<E> {
    type Output = Self;

    fn sub(mut self, other: T) -> Self {
        let other = other.into();
        self.remove_bits(other.all_bits());
        let names: BTreeSet<&str> = other.members.iter().map(E::name).collect();
        self.members.retain(|member| !names.contains(member.name()));
        self
    }
}
