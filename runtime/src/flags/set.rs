//! [`Flags`] as a set: made of members, compared, joined.

use super::{Flags, FlagsType};
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
        members.into_iter().for_each(|member| self.insert(member));
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
        let both = self.all_bits() & other.all_bits();
        self.members.retain(|member| other.contains(member));
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
        self.members.retain(|member| !other.has_name(member));
        self
    }
}
