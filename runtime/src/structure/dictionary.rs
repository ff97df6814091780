//! Dictionaries: a property whose value is an object of undeclared members.

use super::read::{apply_dictionary, dictionary};
use crate::json::JsonWriter;
use crate::reader::{JsonReader, ReadError};
use crate::structure::OpenPatch;
use crate::value::{Change, Merge};
use crate::value::{Descend, Detail, EdmKind, EdmType, EdmValue};
use std::collections::BTreeMap;

/// A dictionary: in a patch, a removed entry is null, an added or changed one its value, the rest absent
/// ([Microsoft REST guidelines, dictionary types](https://github.com/microsoft/api-guidelines/blob/vNext/graph/patterns/dictionary.md)).
impl<T: EdmValue> EdmValue for BTreeMap<String, T> {
    type Body = OpenPatch<Self>;
    type Whole = Self;
    const EDM: EdmType = EdmType::new("Edm.Untyped", EdmKind::Untyped);

    fn into_body(self) -> OpenPatch<Self> {
        OpenPatch::of(&self)
    }

    fn placeholder() -> Self {
        Self::new()
    }

    fn read_json(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        dictionary(from)
    }

    /// As in a difference: entries that are not named stay.
    fn apply_json(&mut self, from: &mut JsonReader<'_>, _: bool) -> Result<(), ReadError> {
        apply_dictionary(self, from)
    }

    fn write_json(&self, out: &mut JsonWriter) {
        OpenPatch::of(self).write_json(out);
    }

    fn json_len(&self) -> usize {
        self.iter()
            .map(|(name, value)| name.len() + value.json_len() + 4)
            .sum::<usize>()
            + 2
    }

    fn same(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other).all(|(a, b)| a.0 == b.0 && a.1.same(b.1))
    }

    fn changed(&self, after: &Self, detail: Detail) -> Option<OpenPatch<Self>> {
        let patch = OpenPatch::diff(self, after, detail.descend == Descend::No, detail.lossy);
        (!patch.is_empty()).then_some(patch)
    }
}

#[diagnostic::do_not_recommend]
impl<T: EdmValue> EdmValue for OpenPatch<BTreeMap<String, T>> {
    type Body = Self;
    type Whole = BTreeMap<String, T>;
    const EDM: EdmType = EdmType::new("Edm.Untyped", EdmKind::Untyped);

    fn into_body(self) -> Self {
        self
    }

    fn placeholder() -> Self {
        Self::default()
    }

    fn read_json(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        let mut out = Self::default();
        from.object(&mut |name, from| {
            let change = if from.null() {
                Change::Null
            } else {
                Change::Set(T::read_json(from)?)
            };
            out.set(name, change);
            Ok(())
        })?;
        Ok(out)
    }

    fn write_json(&self, out: &mut JsonWriter) {
        out.untyped_object(|out| self.write_members(out));
    }

    fn json_len(&self) -> usize {
        self.members_len() + 2
    }

    fn same(&self, other: &Self) -> bool {
        self.same_members(other)
    }

    fn merge_value(&mut self, later: Self) {
        Merge::merge(self, later);
    }
}

impl<T: EdmValue> From<BTreeMap<String, T>> for Change<OpenPatch<BTreeMap<String, T>>> {
    fn from(map: BTreeMap<String, T>) -> Self {
        Self::Set(OpenPatch::of(&map))
    }
}

impl<T: EdmValue> From<Option<BTreeMap<String, T>>> for Change<OpenPatch<BTreeMap<String, T>>> {
    fn from(map: Option<BTreeMap<String, T>>) -> Self {
        map.map_or(Self::Null, Self::from)
    }
}
