//! Open types: members that the type does not declare, held in a map.

use crate::change::{Change, Merge};
use crate::json::JsonWriter;
use crate::value::EdmValue;
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

/// A map of undeclared members: `BTreeMap<String, T>` or `HashMap<String, T>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a map of undeclared members",
    label = "not a map of `String` to Edm values",
    note = "write `BTreeMap<String, serde_json::Value>`, or a map to one Edm type"
)]
pub trait OpenMap {
    /// The type of the members.
    type Value: EdmValue;

    /// The members.
    fn members<'a>(&'a self) -> impl Iterator<Item = (&'a str, &'a Self::Value)>
    where
        Self::Value: 'a;

    /// The member of that name.
    fn member(&self, name: &str) -> Option<&Self::Value>;
}

impl<T: EdmValue> OpenMap for BTreeMap<String, T> {
    type Value = T;

    fn members<'a>(&'a self) -> impl Iterator<Item = (&'a str, &'a T)>
    where
        T: 'a,
    {
        self.iter().map(|(name, value)| (name.as_str(), value))
    }

    fn member(&self, name: &str) -> Option<&T> {
        self.get(name)
    }
}

impl<T: EdmValue, H: BuildHasher> OpenMap for HashMap<String, T, H> {
    type Value = T;

    fn members<'a>(&'a self) -> impl Iterator<Item = (&'a str, &'a T)>
    where
        T: 'a,
    {
        self.iter().map(|(name, value)| (name.as_str(), value))
    }

    fn member(&self, name: &str) -> Option<&T> {
        self.get(name)
    }
}

/// What changes of the undeclared members: by name, so that they go out in the order of their names.
pub struct OpenPatch<M: OpenMap> {
    entries: BTreeMap<String, Change<M::Value>>,
}

impl<M: OpenMap> OpenPatch<M> {
    /// Says what becomes of one member: a value, or null to remove it.
    pub fn set(&mut self, name: impl Into<String>, change: impl Into<Change<M::Value>>) -> &mut Self {
        self.entries.insert(name.into(), change.into());
        self
    }

    /// What the patch says of the member of that name.
    pub fn get(&self, name: &str) -> Option<&Change<M::Value>> {
        self.entries.get(name)
    }

    /// Whether the patch says nothing.
    pub fn is_empty(&self) -> bool {
        self.entries.values().all(Change::is_unchanged)
    }

    /// Every member that is there; annotations are read and not sent.
    pub(super) fn of(map: &M) -> Self {
        let sent = map
            .members()
            .filter(|(name, value)| !name.contains('@') && !value.is_sentinel());
        Self {
            entries: sent
                .map(|(name, value)| (name.to_owned(), Change::Set(value.clone())))
                .collect(),
        }
    }

    /// A removed member is null, an added or changed one its value.
    pub(super) fn diff(before: &M, after: &M) -> Self {
        let mut out = Self::of(after);
        out.entries
            .retain(|name, change| match (before.member(name), change.as_set()) {
                (Some(before), Some(after)) => !before.same(after),
                _ => true,
            });
        let gone = before
            .members()
            .filter(|(name, _)| !name.contains('@') && after.member(name).is_none());
        out.entries
            .extend(gone.map(|(name, _)| (name.to_owned(), Change::Null)));
        out
    }

    pub(super) fn write(&self, out: &mut JsonWriter) {
        for (name, change) in &self.entries {
            match change {
                Change::Unchanged => {}
                Change::Null => out.named_member(name, |out| out.raw("null")),
                Change::Set(value) => out.named_member(name, |out| {
                    // Nothing declares the member, so nothing else tells its type.
                    out.force_tag(|out| value.write_json(out));
                }),
            }
        }
    }

    pub(super) fn json_len(&self) -> usize {
        let len = |(name, change): (&String, &Change<M::Value>)| {
            name.len() + 4 + change.as_set().map_or(4, EdmValue::json_len)
        };
        self.entries.iter().map(len).sum()
    }

    pub(super) fn same(&self, other: &Self) -> bool {
        let same = |(a, b): ((&String, &Change<M::Value>), (&String, &Change<M::Value>))| {
            a.0 == b.0
                && match (a.1, b.1) {
                    (Change::Set(a), Change::Set(b)) => a.same(b),
                    (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
                }
        };
        self.entries.len() == other.entries.len() && self.entries.iter().zip(&other.entries).all(same)
    }
}

impl<M: OpenMap> Merge for OpenPatch<M> {
    fn merge(&mut self, later: Self) {
        self.entries.extend(
            later
                .entries
                .into_iter()
                .filter(|(_, change)| !change.is_unchanged()),
        );
    }
}

impl<M: OpenMap> Default for OpenPatch<M> {
    fn default() -> Self {
        Self {
            entries: BTreeMap::new(),
        }
    }
}

impl<M: OpenMap> Clone for OpenPatch<M> {
    fn clone(&self) -> Self {
        Self {
            entries: self.entries.clone(),
        }
    }
}

impl<M: OpenMap> From<M> for OpenPatch<M> {
    fn from(map: M) -> Self {
        Self::of(&map)
    }
}
