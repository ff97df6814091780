//! Items of a delta: entities as they are now, and those that were removed.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::declared::{ChangeTracking, RemovedForm};
use crate::answer::representation::{Member, Object, View};
use crate::store::{Gone, Row};

/// One change.
pub(super) enum Entry<'s> {
    Row(&'s Row),
    Gone(&'s Gone),
}

/// Writes items.
pub(super) struct Writer<'w> {
    pub(super) view: &'w View<'w>,
    pub(super) tracking: &'w ChangeTracking,
    pub(super) since: u64,
    pub(super) root: &'w str,
}

impl Writer<'_> {
    pub(super) fn item(&self, entry: &Entry<'_>) -> Object {
        let row = match entry {
            Entry::Row(row) if self.view.options.passes(&row.members) => row,
            Entry::Row(row) => return self.removed(row, "changed"),
            Entry::Gone(gone) => {
                let row = Row {
                    key: String::new(),
                    type_name: self.view.target.shape.name.clone(),
                    members: gone.members.clone(),
                    version: gone.version,
                    since: BTreeMap::new(),
                };
                return self.removed(&row, self.tracking.reason.as_deref().unwrap_or("deleted"));
            }
        };
        let mut object = self.view.item(row);
        let keys = &self.view.target.entity_type().key;
        if self.tracking.only_changed && self.since > 0 {
            object.0.retain(|(name, _)| {
                let is_new = row.since.get(name).is_none_or(|version| *version > self.since);
                is_new || name.contains('@') || keys.contains(name)
            });
        }
        for (at, name) in keys.iter().enumerate() {
            if let Some(value) = row.members.get(name)
                && !object.0.iter().any(|(known, _)| known == name)
            {
                object.0.insert(at, (name.clone(), Member::Value(value.clone())));
            }
        }
        object
    }

    fn removed(&self, row: &Row, reason: &str) -> Object {
        let target = self.view.target;
        let mut object = Object::default();
        let key = |object: &mut Object| {
            for name in &target.entity_type().key {
                object.push(
                    name.clone(),
                    row.members.get(name).cloned().unwrap_or(Value::Null),
                );
            }
        };
        match self.tracking.removed {
            RemovedForm::Key => {
                key(&mut object);
                object.push("@removed", json!({"reason": reason}));
            }
            RemovedForm::Bare => {
                key(&mut object);
                object.push("@removed", json!({}));
            }
            RemovedForm::Facet => {
                key(&mut object);
                object.push("deleted", json!({"state": reason}));
            }
            RemovedForm::Id => {
                object.push("@removed", json!({"reason": reason}));
                object.push("@odata.id", target.entity_url(self.root, row));
            }
            form @ (RemovedForm::DeletedEntity | RemovedForm::DeletedKey) => {
                object.push(
                    "@odata.context",
                    target.context(self.root, None, "/$deletedEntity"),
                );
                let bare = target.entity_type().key_text(|name| row.members.get(name));
                object.push(
                    "id",
                    match bare.filter(|_| form == RemovedForm::DeletedKey) {
                        Some(key) => key,
                        None => target.entity_url(self.root, row),
                    },
                );
                object.push("reason", reason);
            }
        }
        object
    }
}
